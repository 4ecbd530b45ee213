from collections import defaultdict

from apps.accounts.models import User
from apps.learning.models import SectionRead


def sections_read(user: User) -> dict[str, set[str]]:
    """Lesson id → anchors this learner has read, over the whole course: one query."""
    read: dict[str, set[str]] = defaultdict(set)
    for lesson, anchor in SectionRead.objects.filter(user=user).values_list("lesson_id", "anchor"):
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
