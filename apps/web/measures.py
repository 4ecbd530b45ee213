"""What a run used against its limits, and how long each of its phases took."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from apps.grading.models import Run


@dataclass
class Bar:
    """How much of a limit was used. `share` is in percent, for a drawn bar."""

    name: str
    used: str
    share: float
    hit: bool = False
    """Whether this limit ended the run, or made it lose output."""


def bars(result: dict[str, Any]) -> list[Bar]:
    """Time, memory and output; other limits only where they were reached."""
    usage, limits = result.get("usage") or {}, result.get("limits") or {}
    hit = (result.get("limit") or {}).get("kind")
    kinds = [
        ("cpu", "cpu_s", _("Processor time"), _("%(used)s of %(limit)s s"), 2),
        ("wall", "wall_s", _("Time on the clock"), _("%(used)s of %(limit)s s"), 2),
        ("memory", "memory_mib", _("Memory, at its peak"), _("%(used)s of %(limit)s MiB"), 0),
        ("output", "output_kib", _("Output"), _("%(used)s of %(limit)s KiB"), 0),
    ]
    found = [
        _bar(name, text, usage[key], limits[key], digits, hit=kind == hit)
        for kind, key, name, text, digits in kinds
        if usage.get(key) is not None and limits.get(key) and (kind != "wall" or kind == hit)
    ]
    names = {"disk": _("Files written"), "processes": _("Processes and threads")}
    if hit in names:
        found.append(Bar(names[hit], _("more than allowed"), 100.0, hit=True))
    return found


def _bar(name: str, text: str, used: float, limit: float, digits: int, *, hit: bool) -> Bar:
    said = text % {"used": f"{used:.{digits}f}", "limit": f"{limit:g}"}
    if hit and used < limit:  # what was asked for beyond it was never given
        said = _("%(used)s, and asked for more") % {"used": said}
    elif used > limit and not hit and name == _("Output"):
        facts = {"used": f"{used:.0f}", "limit": f"{limit:g}"}
        said = _("%(used)s KiB, of which %(limit)s are kept") % facts
    return Bar(name, said, round(min(100.0, 100.0 * used / limit), 1), hit or used > limit)


@dataclass
class Phases:
    """Seconds: in the queue, until its tests began, while they ran, until the verdict was kept."""

    waited: float
    started: float | None
    tests: float | None
    stored: float | None
    ran: float


def phases(run: Run) -> Phases | None:
    """None for a run that no grader has begun and ended."""
    if not run.started_at or not run.finished_at:
        return None
    times = {name: _time(at) for name, at in ((run.result or {}).get("phases") or {}).items()}
    ready, finished = times.get("ready"), times.get("finished")
    return Phases(
        waited=_seconds(run.queued_at, run.started_at),
        started=_seconds(run.started_at, ready) if ready else None,
        tests=_seconds(ready, finished) if ready and finished else None,
        stored=_seconds(finished, run.finished_at) if finished else None,
        ran=_seconds(run.started_at, run.finished_at),
    )


def _time(text: object) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if isinstance(text, str) else None


def _seconds(start: dt.datetime, end: dt.datetime) -> float:
    """Never below 0: the clocks of a grader and of the database may differ."""
    return max(0.0, (end - start).total_seconds())
