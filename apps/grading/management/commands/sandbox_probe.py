"""`manage.py sandbox_probe`: attack this machine's sandbox and say whether it may grade."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from apps.sandbox.probe import Finding, probe


class Command(BaseCommand):
    help = "Attack the sandbox for real, print a table, exit 0 when every wall stands."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--runtime", choices=["numpy", "torch"], default="numpy")

    def handle(self, *args: Any, **options: Any) -> None:
        found = probe(options["runtime"])
        for finding in found.findings:
            self.stdout.write(self.line(finding))
        verdict = "isolation holds: grading may run" if found.ok else "grading is refused here"
        self.stdout.write(verdict)
        if not found.ok:
            sys.exit(1)

    def line(self, finding: Finding) -> str:
        mark = self.style.SUCCESS("ok  ") if finding.ok else self.style.ERROR("FAIL")
        text = f"{mark}  {finding.name:<58}"
        if finding.ok:
            return f"{text} {finding.detail}".rstrip()
        remedy = "\n      " + finding.remedy.replace("\n", "\n      ")
        return f"{text} {finding.detail}{remedy if finding.remedy else ''}"
