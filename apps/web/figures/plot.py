"""A plot that a test attached, laid out for an SVG: every place is computed here."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from apps.web.figures.labels import Label, spread
from apps.web.figures.scale import Scale, number, scale

WIDTH, HEIGHT = 420, 280
_TOP, _BOTTOM, _RIGHT = 26.0, 238.0, 268.0
_LETTER = 6.4
_ROWS = 200

Point = tuple[float, float | None]


@dataclass
class Curve:
    name: str
    points: list[Point]
    style: str

    @cached_property
    def drawn(self) -> list[tuple[float, float]]:
        return [(x, y) for x, y in self.points if y is not None]


@dataclass
class Plot:
    """One figure. `key` makes its ids unique on a page; `test` is the test it belongs to."""

    record: dict[str, Any]
    key: str
    test: str = ""

    @property
    def title(self) -> str:
        return str(self.record["title"])

    @cached_property
    def curves(self) -> list[Curve]:
        found = [
            Curve(curve["name"], [(x, y) for x, y in curve["points"]], f"curve-{place}")
            for place, curve in enumerate(self.record["curves"])
        ]
        return [curve for curve in found if curve.drawn]

    @cached_property
    def levels(self) -> list[tuple[str, float, str]]:
        lines = enumerate(self.record["lines"])
        return [(line["name"], line["y"], f"level-{place}") for place, line in lines]

    # Axes.

    @cached_property
    def y(self) -> Scale:
        heights = [y for curve in self.curves for _x, y in curve.drawn]
        heights += [y for _name, y, _style in self.levels]
        return scale(heights, _BOTTOM, _TOP, log="y" in self.record["log"], room=0.05)

    @cached_property
    def left(self) -> float:
        return 12 + _LETTER * max(len(number(tick)) for tick in self.y.ticks())

    @cached_property
    def x(self) -> Scale:
        places = [x for curve in self.curves for x, _y in curve.points]
        return scale(places, self.left, _RIGHT, log="x" in self.record["log"])

    @property
    def frame(self) -> str:
        return f"M{self.left:.1f} {_TOP}V{_BOTTOM}H{_RIGHT}"

    @property
    def y_ticks(self) -> list[dict[str, Any]]:
        return [
            {"mark": f"M{self.left - 4:.1f} {at}h4", "x": round(self.left - 7, 1), "y": at + 4.4}
            | {"text": number(tick)}
            for tick in self.y.ticks()
            for at in (self.y.place(tick),)
        ]

    @property
    def x_ticks(self) -> list[dict[str, Any]]:
        """So few that their numbers stand apart."""
        ticks = self.x.ticks(4)
        widest = max((len(number(tick)) for tick in ticks), default=1) * _LETTER + 10
        shown: list[dict[str, Any]] = []
        for tick in ticks:
            at = self.x.place(tick)
            if not shown or at - shown[-1]["x"] >= widest:
                mark = f"M{at} {_BOTTOM}v4"
                shown.append({"mark": mark, "x": at, "y": _BOTTOM + 18, "text": number(tick)})
        return shown

    @property
    def axis_names(self) -> list[dict[str, Any]]:
        """The y axis is named above it, the x axis below its right end."""
        names = [
            {"text": self.record["y"], "x": 0, "y": 12, "anchor": "start"},
            {"text": self.record["x"], "x": _RIGHT, "y": HEIGHT - 6, "anchor": "end"},
        ]
        return [name for name in names if name["text"]]

    # Curves and their names.

    @property
    def paths(self) -> list[dict[str, Any]]:
        return [
            {"style": curve.style, "d": self._path(curve), "dots": self._dots(curve)}
            for curve in reversed(self.curves)  # the learner's own lies on top
        ]

    def _path(self, curve: Curve) -> str:
        path, pen = [], "M"
        for x, y in curve.points:
            if y is None:
                pen = "M"
                continue
            path.append(f"{pen}{self.x.place(x)} {self.y.place(y)}")
            pen = "L"
        return "".join(path)

    def _dots(self, curve: Curve) -> list[tuple[float, float]]:
        """The end of the curve, and points with a gap on both sides, which no line shows."""
        heights = [None, *(y for _x, y in curve.points), None]
        alone = [
            (x, y)
            for place, (x, y) in enumerate(curve.points)
            if y is not None and heights[place] is None and heights[place + 2] is None
        ]
        return [(self.x.place(x), self.y.place(y)) for x, y in {*alone, curve.drawn[-1]}]

    @property
    def level_paths(self) -> list[dict[str, str]]:
        return [
            {"style": style, "d": f"M{self.left:.1f} {self.y.place(y)}H{_RIGHT}"}
            for _name, y, style in self.levels
        ]

    @cached_property
    def labels(self) -> list[dict[str, Any]]:
        named = [(curve.name, curve.drawn[-1][1], curve.style) for curve in self.curves]
        labels = [
            Label(f"{name} {number(y, 3)}".strip(), self.y.place(y), style)
            for name, y, style in [*named, *self.levels]
        ]
        return [
            {
                "style": label.style,
                "leader": f"M{_RIGHT + 2} {label.at}L{_RIGHT + 8} {label.middle}",
                "sample": f"M{_RIGHT + 8} {label.middle}h14",
                "lines": label.placed,
                "x": _RIGHT + 27,
            }
            for label in spread(labels, _TOP - 6, _BOTTOM + 8)
        ]

    # In words and in numbers.

    @property
    def description(self) -> str:
        parts = [
            _("%(name)s: from %(first)s at %(start)s to %(last)s at %(end)s, lowest %(low)s.")
            % {
                "name": curve.name,
                "first": number(curve.drawn[0][1], 4),
                "start": number(curve.drawn[0][0], 4),
                "last": number(curve.drawn[-1][1], 4),
                "end": number(curve.drawn[-1][0], 4),
                "low": number(min(y for _x, y in curve.drawn), 4),
            }
            for curve in self.curves
        ]
        if self.levels:
            told = ", ".join(f"{name} {number(y, 4)}" for name, y, _style in self.levels)
            parts.append(_("Level lines: %(lines)s.") % {"lines": told})
        return " ".join(parts)

    @property
    def rows(self) -> list[tuple[str, list[str]]]:
        """x and the height of each curve there; of very many, evenly so many."""
        tables = [dict(curve.points) for curve in self.curves]
        places = sorted({x for table in tables for x in table})
        every = -(-len(places) // _ROWS)
        shown = places[::every] + ([places[-1]] if (len(places) - 1) % every else [])
        return [(number(x, 6), [_height(table, x) for table in tables]) for x in shown]


def _height(table: dict[float, float | None], x: float) -> str:
    """Empty where the curve has no point; a dash where it has one that is no number."""
    height = table.get(x, "")
    return number(height, 6) if isinstance(height, float | int) else "–" if height is None else ""
