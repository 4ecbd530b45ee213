import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.sandbox import stories


class Command(BaseCommand):
    help = "Write stories with known information: FOLDER/stories.txt and, beside it, stories.json."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--characters", type=int, default=300_000)
        parser.add_argument("--seed", type=int, default=0)

    def handle(self, *args: Any, folder: Path, characters: int, seed: int, **options: Any) -> None:
        text, bits = stories.write(characters, seed)
        about = {
            "characters": len(text),
            "stories": text.count("\n"),
            "alphabet": len(set(text)),
            "seed": seed,
            "bits": bits,
            "bits_per_character": bits / len(text),
            "entropy_bits_per_character": stories.bits_per_character(),
            "licence": "CC0-1.0",
        }
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "stories.txt").write_text(text)
            (folder / "stories.json").write_text(json.dumps(about, indent=2) + "\n")
        except OSError as error:
            raise CommandError(f"{folder}: {error.strerror}") from error
        self.stdout.write(
            f"{len(text)} characters in {about['stories']} stories, "
            f"{about['bits_per_character']:.4f} bits a character "
            f"(stories at large: {about['entropy_bits_per_character']:.4f})"
        )
