from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.web.access import readable_notation
from apps.web.course import units_for


@require_safe
def show(request: HttpRequest, module_id: str) -> HttpResponse:
    notation = readable_notation(module_id)
    units, _ = units_for(request.user, notation.module)
    context = {"notation": notation, "module": notation.module, "units": units}
    return render(request, "web/notation.html", context)
