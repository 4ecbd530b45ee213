from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_POST
from django.views.i18n import LANGUAGE_QUERY_PARAMETER, set_language

from apps.accounts.models import User


@require_POST
def choose(request: HttpRequest) -> HttpResponseBase:
    """Django's own view, which also keeps the choice with the account, for mail."""
    language = request.POST.get(LANGUAGE_QUERY_PARAMETER, "")
    if isinstance(request.user, User) and language in dict(settings.LANGUAGES):
        request.user.reads_in(language)
    return set_language(request)
