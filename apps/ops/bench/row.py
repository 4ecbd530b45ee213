from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One comparison: seconds of ours, seconds of what it is measured against, and the ratio aimed
    at.
    """

    what: str
    ours: float
    baseline: float
    aim: float | None = None

    @property
    def ratio(self) -> float:
        return self.ours / self.baseline
