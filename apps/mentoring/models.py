"""What learners ask of mentors, and what mentors answer: a request stands in one queue until a
mentor answers it with a review; threads of comments stand on lines of the code sent.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.content.models import Exercise, Lesson
from apps.grading.models import Submission


class Kind(models.TextChoices):
    REVIEW = "review", _("review")
    STUCK = "stuck", _("stuck on an exercise")
    LINE = "line", _("stuck on a line")


class State(models.TextChoices):
    WAITING = "waiting", _("waiting for a mentor")
    RETURNED = "returned", _("the learner’s turn")
    APPROVED = "approved", _("approved")
    SETTLED = "settled", _("settled")
    WITHDRAWN = "withdrawn", _("withdrawn")


WAITING = Q(state=State.WAITING)
OPEN = Q(state__in=[State.WAITING, State.RETURNED])


class Request(models.Model):
    """A learner asks for a review of an attempt, or for help where they are stuck. While it waits
    it is in the queue; one mentor at a time holds it, until `claimed_until`.
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="requests", db_index=False
    )
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)

    exercise = models.ForeignKey(
        Exercise, models.PROTECT, null=True, blank=True, related_name="requests", db_index=False
    )
    submission = models.ForeignKey(
        Submission,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="requests",
        help_text="the attempt that is looked at now; a later turn brings a later one",
    )
    lesson = models.ForeignKey(
        Lesson, models.PROTECT, null=True, blank=True, related_name="requests", db_index=False
    )
    anchor = models.CharField(max_length=100, blank=True, help_text="the lesson’s section")
    quote = models.TextField(blank=True, help_text="the line of the lesson, as the learner saw it")

    asked_at = models.DateTimeField(default=timezone.now)
    waiting_since = models.DateTimeField(
        null=True, blank=True, default=timezone.now, help_text="its place in the queue"
    )
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="claims",
        help_text="who holds it, or answered it last",
    )
    claimed_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["waiting_since", "pk"]
        indexes = [
            models.Index(fields=["waiting_since", "id"], condition=WAITING, name="request_queue"),
            models.Index(
                fields=["exercise", "waiting_since"], condition=WAITING, name="request_of_exercise"
            ),
            models.Index(fields=["learner", "-asked_at"], name="request_of_learner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="line", lesson__isnull=False, exercise__isnull=True)
                | Q(~Q(kind="line"), lesson__isnull=True, exercise__isnull=False),
                name="a_request_is_about_one_unit",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", waiting_since__isnull=False)
                | Q(~Q(state="waiting"), waiting_since__isnull=True, claimed_until__isnull=True),
                name="only_what_waits_stands_in_the_queue",
            ),
            models.CheckConstraint(
                condition=Q(claimed_until__isnull=True) | Q(mentor__isnull=False),
                name="a_claim_is_somebodys",
            ),
            models.UniqueConstraint(
                fields=["learner", "exercise"],
                condition=OPEN & Q(exercise__isnull=False),
                name="one_open_request_an_exercise",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, request {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("review", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in (State.WAITING, State.RETURNED)

    @property
    def seconds_held(self) -> int:
        """How long the present claim still lasts."""
        assert self.claimed_until
        return max(0, int((self.claimed_until - timezone.now()).total_seconds()))

    def held_by(self, user: User) -> bool:
        """Whether `user` holds it now. Another's claim ends by itself when its time is over."""
        return self.mentor_id == user.pk and self.is_claimed

    @property
    def is_claimed(self) -> bool:
        return self.claimed_until is not None and self.claimed_until > timezone.now()


class Outcome(models.TextChoices):
    APPROVED = "approved", _("approved")
    ANOTHER_TURN = "another turn", _("another turn, please")
    ANSWERED = "answered", _("answered")


class Review(models.Model):
    """One answer of a mentor: the comments sent with it, and what is to happen next."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="reviews")
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="reviews"
    )
    submission = models.ForeignKey(
        Submission, models.CASCADE, null=True, blank=True, related_name="reviews"
    )
    outcome = models.CharField(max_length=20, choices=Outcome)
    waited_since = models.DateTimeField()
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.outcome}, review {self.pk}"


class Thread(models.Model):
    """Comments on some lines of one file of one attempt."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="threads")
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="threads")
    path = models.CharField(max_length=200)
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField(help_text="the same as the first, or later")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["path", "first_line", "last_line", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_line__gte=1, last_line__gte=F("first_line")),
                name="a_thread_stands_on_lines",
            )
        ]

    def __str__(self) -> str:
        return f"{self.path}, {self.first_line}–{self.last_line}"


class Placement(models.Model):
    """Where a thread stands in a later attempt than the one it was begun on."""

    class Fit(models.TextChoices):
        SAME = "same", _("same lines")
        CHANGED = "changed", _("the lines have changed")
        GONE = "gone", _("the lines are gone")

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="placements")
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="placements")
    first_line = models.PositiveIntegerField(help_text="where gone: the line they stood before")
    last_line = models.PositiveIntegerField()
    fit = models.CharField(max_length=10, choices=Fit)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "submission"], name="a_thread_is_placed_once_an_attempt"
            )
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} in {self.submission_id}: {self.fit}"


class Comment(models.Model):
    """What one of the two says, on a thread's lines or on the whole. A mentor's is a draft that
    nobody else sees until it goes out with a review.
    """

    request = models.ForeignKey(Request, models.CASCADE, related_name="comments")
    thread = models.ForeignKey(
        Thread, models.CASCADE, null=True, blank=True, related_name="comments"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="comments"
    )
    review = models.ForeignKey(
        Review, models.CASCADE, null=True, blank=True, related_name="comments"
    )
    text = models.TextField(help_text="Markdown, as it was typed")
    html = models.TextField(help_text="rendered and cleaned when it was stored")
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]


class SavedReply(models.Model):
    """What a mentor says often."""

    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_replies"
    )
    title = models.CharField(_("title"), max_length=100)
    text = models.TextField(_("text"))

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "saved replies"
        constraints = [
            models.UniqueConstraint(fields=["mentor", "title"], name="a_saved_reply_has_one_title")
        ]

    def __str__(self) -> str:
        return self.title


class PrivateNote(models.Model):
    """What a mentor notes about a learner, for their own eyes only."""

    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="private_notes", db_index=False
    )
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.TextField()
    html = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["mentor", "learner", "-id"], name="note_of_two")]

    def __str__(self) -> str:
        return f"note {self.pk}"


class Notice(models.Model):
    """Word to one person that something happened to a request of theirs."""

    class What(models.TextChoices):
        APPROVED = "approved", _("approved")
        ANOTHER_TURN = "another turn", _("another turn")
        ANSWERED = "answered", _("answered")
        REPLIED = "replied", _("replied")
        THANKED = "thanked", _("thanked")

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", db_index=False
    )
    request = models.ForeignKey(Request, models.CASCADE, related_name="notices")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    what = models.CharField(max_length=20, choices=What)
    created_at = models.DateTimeField(default=timezone.now)
    on_site = models.BooleanField(default=True, help_text="as the recipient wished it then")
    read_at = models.DateTimeField(null=True, blank=True)
    mail_due_at = models.DateTimeField(null=True, blank=True, help_text="none: no mail, or sent")
    mail_tries = models.PositiveSmallIntegerField(default=0)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notice_of_recipient"),
            models.Index(
                fields=["recipient"],
                condition=Q(on_site=True, read_at__isnull=True),
                name="notice_unread",
            ),
            models.Index(
                fields=["mail_due_at"],
                condition=Q(mail_due_at__isnull=False),
                name="notice_to_mail",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}, notice {self.pk}"


class NoticeChoice(models.Model):
    """How somebody wants to hear. Who has made no choice gets both."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_choice"
    )
    on_site = models.BooleanField(_("in the site"), default=True)
    by_mail = models.BooleanField(_("by mail"), default=True)

    def __str__(self) -> str:
        return f"of {self.user_id}"
