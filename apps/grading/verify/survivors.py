"""Mechanical changes that no test tells from the reference, as design.md lists them.

- `solution.py` `entropy_bits`: `p > 0` → `p != 0`: p is never negative.
"""

import re
from collections.abc import Collection, Iterator
from typing import Any

from apps.grading.verify.mutation import Change

_LISTED = re.compile(
    r"^- (`[^`\n]+` `[^`\n]+`: `.+?` → `.+?`(?: \(\d+\))?): *(\S.*)?$", re.MULTILINE
)


def listed(design: str) -> dict[str, str]:
    """The changes that design.md calls equivalent, each with its reason."""
    return {match[1]: match[2] or "" for match in _LISTED.finditer(design)}


def stale(design: str, changes: Collection[Change]) -> Iterator[str]:
    """What is wrong with the list itself."""
    names = {change.name for change in changes}
    for name, reason in listed(design).items():
        if name not in names:
            yield f"design.md lists {name}, which is no change of this reference: take it out"
        elif not reason:
            yield f"design.md lists {name} and gives no reason"


def told_apart(
    change: Change, equivalent: Collection[str], result: dict[str, Any]
) -> Iterator[str]:
    """Judges the run of one change."""
    survives = result["outcome"] == "passed"
    if survives and change.name not in equivalent:
        yield (
            f"survives at line {change.line}: {change.name}. Write the test that tells them apart; "
            f'only where none can, list it in design.md: "- {change.name}: reason"'
        )
    elif not survives and change.name in equivalent:
        yield f"design.md calls {change.name} equivalent, but a test tells them apart"
