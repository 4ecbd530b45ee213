from collections import defaultdict

from apps.accounts.models import User
from apps.content.models import Module
from apps.learning.models import SectionRead


def sections_read(user: User, module: Module | None = None) -> dict[str, set[str]]:
    """Lesson id → anchors this learner has read, in one module or the whole course: one query."""
    rows = SectionRead.objects.filter(user=user)
    if module:
        rows = rows.filter(lesson__module=module)
    read: dict[str, set[str]] = defaultdict(set)
    for lesson, anchor in rows.values_list("lesson_id", "anchor"):
        read[lesson].add(anchor)
    return read


def latest_lesson(user: User) -> str | None:
    """The id of the lesson this learner last read in."""
    return (
        SectionRead.objects.filter(user=user)
        .order_by("-read_at")
        .values_list("lesson_id", flat=True)
        .first()
    )
