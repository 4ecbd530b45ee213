"""All checks over a curriculum."""

from collections.abc import Iterator
from pathlib import Path

from apps.content.check import concepts, notation, outline, symbols, texts
from apps.content.check.findings import Finding
from apps.content.source import read_curriculum


def check(root: Path) -> Iterator[Finding]:
    """Everything found, module by module. ContentError where the curriculum cannot be read."""
    curriculum = read_curriculum(root)
    for module in curriculum.modules:
        yield from outline.check(module)
        yield from texts.check(curriculum, module)
        yield from notation.check(curriculum, module, root)
        yield from symbols.check(module)
    yield from concepts.check(curriculum)
