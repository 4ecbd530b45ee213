"""Something in curriculum/ that does not fit, and where."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Finding:
    """`planned`: may be right once units that are planned are written; then it is no fault yet."""

    path: Path
    line: int | None
    text: str
    planned: bool = False

    def told(self, root: Path) -> str:
        """In a line, with the path from `root` on."""
        path = self.path.relative_to(root) if self.path.is_relative_to(root) else self.path
        place = f"{path}:{self.line}" if self.line else str(path)
        return f"{place}: {'(planned) ' if self.planned else ''}{self.text}"


def line_of(source: str, excerpt: str) -> int | None:
    """The first line of `source` that holds `excerpt`."""
    place = source.find(excerpt) if excerpt else -1
    return source.count("\n", 0, place) + 1 if place >= 0 else None
