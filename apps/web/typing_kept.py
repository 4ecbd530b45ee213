"""What somebody typed and could not be saved, because they were signed out: kept in their session
till they are back.
"""

from collections.abc import Mapping

from django.http import HttpRequest

KEY = "typed"
FIELD = "file:"


def typed_files(request: HttpRequest, paths: list[str]) -> dict[str, str]:
    """The files of an exercise as posted, with Python's newlines instead of a form's."""
    return {path: request.POST.get(FIELD + path, "").replace("\r\n", "\n") for path in paths}


def keep(request: HttpRequest, exercise_id: str, files: Mapping[str, str]) -> None:
    request.session[KEY] = {"exercise": exercise_id, "files": dict(files)}


def kept(request: HttpRequest, exercise_id: str) -> dict[str, str] | None:
    """What was kept for this exercise. It stays kept until a draft or a submission holds it."""
    typed = request.session.get(KEY) if KEY in request.session else None
    return typed["files"] if typed and typed["exercise"] == exercise_id else None


def let_go(request: HttpRequest, exercise_id: str) -> None:
    if kept(request, exercise_id) is not None:
        del request.session[KEY]
