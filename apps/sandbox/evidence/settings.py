"""What the run told: the messages of its exercise, its seed, and whose process is measured."""

from __future__ import annotations

from typing import Any

settings: dict[str, Any] = {"messages": {}, "seed": None, "process": None}
