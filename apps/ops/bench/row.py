from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One comparison: ours, what it is measured against, and the ratio aimed at: at most, or at
    least where more is better. Both are seconds, or numbers of `unit`.
    """

    what: str
    ours: float
    baseline: float
    aim: float | None = None
    unit: str = "ms"
    more_is_better: bool = False

    @property
    def ratio(self) -> float:
        return self.ours / self.baseline

    def __str__(self) -> str:
        sign = "≥" if self.more_is_better else "≤"
        aim = f"{sign} {self.aim:g}" if self.aim else ""
        scale = 1e3 if self.unit == "ms" else 1
        both = f"{self.ours * scale:.2f} / {self.baseline * scale:.2f} {self.unit}"
        return f"{self.ratio:6.3f}  {aim:>6}  {both}"
