"""What figure scripts draw with: SVG whose colours are CSS classes, so that it follows the theme.

Lengths are in the figure's own units (400 to 420 across); its text is 12 high. Coordinates are
rounded to a tenth, so that the same script writes the same bytes on every machine.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

Point = tuple[float, float]


@dataclass(frozen=True)
class Plane:
    """A plotting area: `x` and `y` are the data's ranges, the rest its edges in figure units."""

    x: tuple[float, float]
    y: tuple[float, float]
    left: float
    right: float
    top: float
    bottom: float

    def at(self, x: float, y: float) -> Point:
        """Data coordinates → figure coordinates."""
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return self.left + across * (self.right - self.left), self.bottom - up * (
            self.bottom - self.top
        )

    def curve(self, f: Callable[[float], float], xs: Iterable[float], css: str) -> str:
        """The graph of f through `xs`."""
        return path([self.at(x, f(x)) for x in xs], css)

    def levels(self, marks: dict[float, str]) -> str:
        """A hairline across at each height, labelled on the left; height 0 is the axis."""
        drawn = []
        for height, label in marks.items():
            (x0, y), (x1, _) = self.at(self.x[0], height), self.at(self.x[1], height)
            drawn.append(line((x0, y), (x1, y), "axis" if height == self.y[0] else "hair"))
            drawn.append(text((x0 - 8, y + 4), label, anchor="end"))
        return "".join(drawn)

    def ticks(self, marks: dict[float, str]) -> str:
        """A tick below the axis at each x, with its label."""
        drawn = []
        for x, label in marks.items():
            across, y = self.at(x, self.y[0])
            drawn.append(line((across, y), (across, y + 5), "axis"))
            drawn.append(text((across, y + 18), label, anchor="middle"))
        return "".join(drawn)


def number(value: float) -> str:
    """A coordinate as it is written: at most one decimal, and no minus before zero."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def line(a: Point, b: Point, css: str) -> str:
    return f'<path class="{css}" d="M{number(a[0])} {number(a[1])}L{number(b[0])} {number(b[1])}"/>'


def path(points: Iterable[Point], css: str) -> str:
    steps = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return f'<path class="{css}" d="M{steps}"/>'


def rect(corner: Point, width: float, height: float, css: str) -> str:
    x, y, w, h = map(number, (*corner, width, height))
    return f'<rect class="{css}" x="{x}" y="{y}" width="{w}" height="{h}"/>'


def dot(centre: Point, css: str = "hand-fill", radius: float = 3.4) -> str:
    return f'<circle class="{css}" cx="{number(centre[0])}" cy="{number(centre[1])}" r="{radius}"/>'


def text(at: Point, words: str, anchor: str = "start", css: str = "", italic: bool = False) -> str:
    """`words` is set as it stands, escaped; between asterisks it is italic."""
    x, y = map(number, at)
    attributes = f'x="{x}" y="{y}" font-size="12"'
    attributes += f' text-anchor="{anchor}"' if anchor != "start" else ""
    attributes += f' class="{css}"' if css else ""
    attributes += ' font-style="italic"' if italic else ""
    pieces = [
        f'<tspan font-style="italic">{piece}</tspan>' if index % 2 else piece
        for index, piece in enumerate(escape(words, quote=False).split("*"))
    ]
    return f"<text {attributes}>{''.join(pieces)}</text>"


def document(
    name: str, size: tuple[int, int], title: str, desc: str, *parts: str, data: str = ""
) -> str:
    """A whole figure. `name` makes its ids unique in a page; `desc` tells what it shows; `data` are
    further attributes of the drawing, for a script of the site that makes it answer.
    """
    width, height = size
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
            f'aria-labelledby="{name}-title {name}-desc"{data and " " + data}>',
            f'<title id="{name}-title">{escape(title)}</title>',
            f'<desc id="{name}-desc">{escape(desc)}</desc>',
            *parts,
            "</svg>\n",
        ]
    )
