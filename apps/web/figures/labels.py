"""Names beside the right edge of a plot, each as near to its curve as the others allow."""

import textwrap
from dataclasses import dataclass

LINE = 14.0  # height of a line of text
_LETTERS, _LINES = 19, 2


@dataclass
class Label:
    """`at`: the height it belongs to; `y`: the baseline of its first line."""

    text: str
    at: float
    style: str
    y: float = 0.0

    def __post_init__(self) -> None:
        wide = sum(2 if ord(letter) > 0x2E80 else 1 for letter in self.text) / len(self.text)
        self.lines = textwrap.wrap(
            self.text, int(_LETTERS / wide), max_lines=_LINES, placeholder="…"
        ) or [self.text]

    @property
    def height(self) -> float:
        return LINE * len(self.lines)

    @property
    def middle(self) -> float:
        return round(self.y - 4.2 + (self.height - LINE) / 2, 1)

    @property
    def placed(self) -> list[tuple[float, str]]:
        return [(round(self.y + LINE * i, 1), line) for i, line in enumerate(self.lines)]


def spread(labels: list[Label], top: float, bottom: float) -> list[Label]:
    """Places them between top and bottom, in the order of what they name, none over another."""
    ordered = sorted(labels, key=lambda label: label.at)
    edge = top
    for label in ordered:
        start = max(label.at - label.height / 2, edge)
        label.y, edge = start, start + label.height
    edge = bottom
    for label in reversed(ordered):
        label.y = min(label.y, edge - label.height)
        edge = label.y
    for label in ordered:
        label.y = round(label.y + LINE - 3.4, 1)
    return ordered
