"""What the run told: the messages of its exercise, its seed, whose process is measured, how fast
this machine is, and how much faster than usual a test may train. And the gates of the test so far.
"""

from __future__ import annotations

from typing import Any

settings: dict[str, Any] = {
    "messages": {}, "seed": None, "process": None, "speed": 1.0, "pace": 1.0, "gates": [],
}  # fmt: skip
