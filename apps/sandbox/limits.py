"""What one run of an exercise may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

_MOST = {"cpu_s": 3600, "wall_s": 7200, "memory_mib": 16384, "output_kib": 4096, "disk_mib": 1024}


@dataclass(frozen=True)
class Limits:
    """CPU and wall seconds, memory above the preloaded libraries, output, scratch disk."""

    cpu_s: float = 10
    wall_s: float = 20
    memory_mib: int = 512
    output_kib: int = 64
    disk_mib: int = 16

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Limits:
        """ValueError names what is wrong with the `[limits]` table."""
        names = {each.name for each in fields(cls)}
        for name, value in table.items():
            if name not in names:
                raise ValueError(f"limits.{name} is not one of {', '.join(sorted(names))}")
            number = isinstance(value, int | float) and not isinstance(value, bool)
            if not number or not 0 < value <= _MOST[name]:
                raise ValueError(f"limits.{name} must be a number up to {_MOST[name]}")
            if not name.endswith("_s") and not isinstance(value, int):
                raise ValueError(f"limits.{name} must be a whole number")
        return cls(**table)

    def as_dict(self) -> dict[str, float]:
        return asdict(self)

    def on(self, speed: float) -> Limits:
        """CPU and wall time in seconds of a machine that does `speed` reference seconds in one."""
        slower = min(1.0, speed)
        return replace(self, cpu_s=self.cpu_s / slower, wall_s=self.wall_s / slower)

    def of_checker(self) -> dict[str, float]:
        """Limits of the tests themselves: wide, because they are ours, but never absent."""
        return {
            "cpu_s": 3 * self.cpu_s + 30,
            "wall_s": self.wall_s + 10,
            "memory_mib": max(1024, 2 * self.memory_mib),
            "output_kib": self.output_kib,
            "disk_mib": 64,
        }
