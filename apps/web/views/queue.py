from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from apps.content.models import Module
from apps.content.outline import OutlineUnit, outline_of
from apps.mentoring import claims
from apps.mentoring.models import Kind, Request
from apps.mentoring.queries import Place, median_wait, queue_page
from apps.web.access import signed_in
from apps.web.access.mentoring import mentor_required, queued_request


@dataclass(frozen=True)
class Filters:
    """What of the queue a mentor wants to see; what is not known is not asked for."""

    kind: str
    module: Module | None
    exercise: str
    mine: bool

    @property
    def unit(self) -> str:
        return self.exercise or (self.module.id if self.module else "")

    @property
    def query(self) -> str:
        """As in an address."""
        asked = {"kind": self.kind, "in": self.unit, "mine": "1" if self.mine else ""}
        return urlencode({name: value for name, value in asked.items() if value})


Units = list[tuple[Module, list[OutlineUnit]]]


def _filters(request: HttpRequest, units: Units) -> Filters:
    kind, unit = request.GET.get("kind", ""), request.GET.get("in", "")
    return Filters(
        kind if kind in Kind.values else "",
        next((module for module, _ in units if module.id == unit), None),
        next((each.id for _, exercises in units for each in exercises if each.id == unit), ""),
        "mine" in request.GET,
    )


def _units() -> Units:
    """Each module with its written exercises."""
    return [
        (module, [unit for unit in units if unit.kind == "exercise" and not unit.planned])
        for module in Module.objects.defer("summary")
        if (units := outline_of(module))
    ]


@never_cache
@require_safe
@mentor_required
def show(request: HttpRequest) -> HttpResponse:
    """Who waits, longest first."""
    units = _units()
    filters = _filters(request, units)
    after = Place.parse(request.GET.get("after", ""))
    context: dict[str, Any] = {
        "filters": filters,
        "after": after,
        "page": queue_page(
            kind=filters.kind,
            module=filters.module,
            exercise=filters.exercise,
            mentor=signed_in(request) if filters.mine else None,
            after=after,
        ),
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "web/_queue.html", context)
    context |= {"units": units, "kinds": Kind.choices, "median": median_wait()}
    return render(request, "web/queue.html", context)


@require_POST
@mentor_required
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it and open it; or say who was first."""
    asked = queued_request(request, pk)
    if claims.claim(asked, signed_in(request)):
        return redirect(asked)
    messages.warning(request, _why_not(queued_request(request, pk)))
    return redirect("queue")


def _why_not(asked: Request) -> str:
    """The state that a claim has met."""
    if asked.is_claimed:
        assert asked.claimed_until
        clock = date_format(timezone.localtime(asked.claimed_until), "H:i")
        words = {"name": asked.mentor, "time": clock}
        return _("%(name)s was first and holds it until %(time)s.") % words
    return _("It no longer waits.")


@require_POST
@mentor_required
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it go, for others to take."""
    if claims.release(queued_request(request, pk), signed_in(request)):
        messages.success(request, _("You have let it go. It keeps its place in the queue."))
    return redirect("queue")


@require_POST
@mentor_required
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """The open page says that its reader is still there."""
    asked = queued_request(request, pk)
    held = claims.renew(asked, signed_in(request))
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(asked)
    asked = asked if held else queued_request(request, pk)
    return render(request, "web/_claim.html", {"asked": asked})
