"""What a learner's reading and typing changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.content.models import Exercise, Lesson
from apps.learning.models import Draft, SectionRead
from apps.lib.storable import storable

DRAFT_BYTES = 200_000


class DraftTooLarge(ValueError):
    """More text than any exercise needs; nothing was saved."""


@dataclass(frozen=True)
class DraftSaved:
    draft: Draft


@dataclass(frozen=True)
class DraftConflict:
    """Another tab has saved since this one last looked. Nothing was overwritten; `draft` is what
    is stored.
    """

    draft: Draft


def mark_read(user: User, lesson: Lesson, anchors: Iterable[str]) -> None:
    rows = [SectionRead(user=user, lesson=lesson, anchor=anchor) for anchor in anchors]
    SectionRead.objects.bulk_create(rows, ignore_conflicts=True)


def check_size(files: Mapping[str, str]) -> None:
    if sum(len(text.encode(errors="surrogatepass")) for text in files.values()) > DRAFT_BYTES:
        raise DraftTooLarge


def save_draft(
    user: User, exercise: Exercise, files: Mapping[str, str], version: int
) -> DraftSaved | DraftConflict:
    """Store `files` if the stored draft is still the `version` they were typed over (0: there was
    none).
    """
    check_size(files)
    text = storable(dict(files))
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(user=user, exercise=exercise).first()
        if draft is None:
            draft, created = Draft.objects.get_or_create(
                user=user, exercise=exercise, defaults={"files": text}
            )
            return DraftSaved(draft) if created else DraftConflict(draft)
        if draft.files == text:
            return DraftSaved(draft)
        if draft.version != version:
            return DraftConflict(draft)
        draft.files, draft.version, draft.saved_at = text, draft.version + 1, timezone.now()
        draft.save(update_fields=["files", "version", "saved_at"])
        return DraftSaved(draft)
