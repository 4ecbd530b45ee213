"""An axis: numbers to places, and ticks a reader counts by."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

_STEPS = (1, 2, 5, 10)
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Scale:
    """Takes low to `start` and high to `end`. A logarithmic one holds positive numbers only."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def place(self, value: float) -> float:
        low, high, at = (
            (math.log10(each) for each in (self.low, self.high, value))
            if self.log
            else (self.low, self.high, value)
        )
        return round(self.start + (at - low) / (high - low) * (self.end - self.start), 1)

    def ticks(self, about: int = 5) -> list[float]:
        """Round numbers within the scale, about so many."""
        if not self.log:
            return _evenly(self.low, self.high, about)
        found = _in_powers(self.low, self.high, about)
        return found if len(found) > 1 else _evenly(self.low, self.high, about)


def scale(
    values: Iterable[float], start: float, end: float, *, log: bool = False, room: float = 0.0
) -> Scale:
    """A scale for these numbers with a share of room at both ends; linear where a logarithm would
    not hold them all.
    """
    found = list(values)
    low, high = min(found), max(found)
    log = log and low > 0
    if log:
        wide = math.log10(high / low) * room or (0.1 if low == high else 0.0)
        return Scale(low / 10**wide, high * 10**wide, start, end, log=True)
    wide = (high - low) * room or ((abs(high) or 1.0) * 0.1 if low == high else 0.0)
    below = low - wide if low < 0 or low - wide > 0 else 0.0  # no loss is drawn below 0
    return Scale(below if below < high else low - wide, high + wide, start, end)


def _evenly(low: float, high: float, about: int) -> list[float]:
    rough = (high - low) / about
    power = 10.0 ** math.floor(math.log10(rough))
    step = next((s * power for s in _STEPS if s * power >= rough), 10 * power)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [float(f"{i * step:.12g}") for i in range(first, last + 1)]


def _in_powers(low: float, high: float, about: int) -> list[float]:
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    decades = last - first
    every = max(1, math.ceil(decades / about))
    heads = (1, 2, 5) if decades <= 2 else (1, 3) if decades <= 3 else (1,)
    found = (h * 10.0**power for power in range(first, last + 1, every) for h in heads)
    return [value for value in found if low * (1 - 1e-9) <= value <= high * (1 + 1e-9)]


def number(value: float, digits: int = 12) -> str:
    """As people write it: 12,000, 0.25, 2·10⁻⁶."""
    if value and not 1e-4 <= abs(value) < 1e6:
        head, _, power = f"{value:.{min(digits, 6) - 1}e}".partition("e")
        head = head.rstrip("0").rstrip(".") if "." in head else head
        raised = "10" + str(int(power)).translate(_RAISED)
        return raised if head == "1" else f"{head}·{raised}"
    rounded = float(f"{value:.{digits}g}")
    return f"{rounded:,.10g}".replace("-", "−")
