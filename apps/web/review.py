"""A conversation about an attempt as its two sides see it: the code with its threads, what changed,
what was said on the whole. One value a template can print; the number of queries is constant.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict

from apps.accounts.models import User
from apps.grading.models import ATTEMPT, Run, Submission
from apps.lib.code import coloured_lines, one_line
from apps.mentoring.models import Comment, Kind, Placement, Request, Review, State, Thread
from apps.web.difference import FileChanges, file_changes
from apps.web.verdict import Verdict, verdict_of

LATEST = 20  # attempts that a difference may be asked against
OLD_LINES = 30  # of a thread's first lines, shown where they have changed


@dataclass(frozen=True)
class Said:
    """A comment as this reader sees it."""

    comment: Comment
    mine: bool
    can_edit: bool
    can_thank: bool


@dataclass
class ThreadShown:
    """A thread, and where it stands in the attempt on the page."""

    thread: Thread
    said: list[Said]
    first: int
    last: int
    fit: str = ""
    """"": begun on this attempt; else how its lines came along."""
    was: str = ""
    """The lines it was begun on, where they are no longer the same."""

    @property
    def one_line(self) -> bool:
        return self.first == self.last

    @property
    def began_on_one_line(self) -> bool:
        return self.thread.first_line == self.thread.last_line


@dataclass
class Segment:
    """Lines of a listing, and the threads that stand below the last of them."""

    html: str
    threads: list[ThreadShown]


@dataclass
class Listing:
    path: str
    count: int
    segments: list[Segment]


@dataclass(frozen=True)
class Attempt:
    """An attempt in the list beside the code."""

    submission: Submission
    run: Run | None
    compared: bool


@dataclass
class Typed:
    """What was refused, to be shown again where it was typed. `where` is the name of the form."""

    where: str
    text: str
    why: str = ""
    first: int = 0
    last: int = 0


@dataclass
class ReviewPage:
    """Wants the request with its learner, exercise and submission; `asked` is the query of the
    address.
    """

    request: Request
    reader: User
    asked: QueryDict
    typed: Typed | None = None
    focus: str = ""
    """The id of the element that the reader's act was about."""

    @cached_property
    def is_learner(self) -> bool:
        return self.reader.pk == self.request.learner_id

    @cached_property
    def may_write(self) -> bool:
        if self.is_learner:
            return self.request.is_open
        return self.request.state == State.WAITING and self.request.held_by(self.reader)

    @property
    def refused(self) -> Typed | None:
        """What was refused, where no form on the page is its own."""
        return self.typed if self.typed and not (self.typed.where and self.may_write) else None

    @property
    def is_line(self) -> bool:
        return self.request.kind == Kind.LINE

    # What was said

    @cached_property
    def _said(self) -> list[Said]:
        """What the reader may see: what was sent, and their own drafts."""
        seen = Q(sent_at__isnull=False) | Q(author=self.reader)
        comments = self.request.comments.filter(seen).select_related("author")
        return [self._as_seen(comment) for comment in comments]

    def _as_seen(self, comment: Comment) -> Said:
        mine = comment.author_id == self.reader.pk
        answered = self.reviews[-1].created_at if self.reviews else None
        fresh = comment.sent_at is None or answered is None or comment.sent_at > answered
        return Said(
            comment,
            mine=mine,
            can_edit=mine and self.may_write and comment.review_id is None and fresh,
            can_thank=self.is_learner and comment.review_id is not None,
        )

    @cached_property
    def whole(self) -> list[Said | Review]:
        """What was said on the whole and how each turn ended, oldest first, drafts last."""
        ends = {review.pk: review.created_at for review in self.reviews}

        def when(each: Said | Review) -> tuple[float, bool]:
            if isinstance(each, Review):
                return each.created_at.timestamp(), True
            sent = ends.get(each.comment.review_id or 0, each.comment.sent_at)
            return sent.timestamp() if sent else float("inf"), False

        said = [each for each in self._said if each.comment.thread_id is None]
        return sorted([*said, *self.reviews], key=when)

    @cached_property
    def question(self) -> Comment | None:
        """What the learner said last on the whole."""
        own = [
            each.comment
            for each in self._said
            if each.comment.thread_id is None and each.comment.author_id == self.request.learner_id
        ]
        return own[-1] if own else None

    @cached_property
    def drafts(self) -> int:
        return sum(each.comment.sent_at is None for each in self._said)

    @cached_property
    def reviews(self) -> list[Review]:
        return list(self.request.reviews.select_related("mentor"))

    # The code

    @cached_property
    def listings(self) -> list[Listing]:
        submission = self.request.submission
        files = sorted(submission.files.items()) if submission else []
        return [
            _listing(path, text, [each for each in self._threads if each.thread.path == path])
            for path, text in files
        ]

    @cached_property
    def lost(self) -> list[ThreadShown]:
        """Threads on files that this attempt does not have."""
        submission = self.request.submission
        files = submission.files if submission else {}
        return [each for each in self._threads if each.thread.path not in files]

    @cached_property
    def _threads(self) -> list[ThreadShown]:
        """Those the reader may see something of, where they stand in the attempt on the page."""
        said: dict[int, list[Said]] = {}
        for each in self._said:
            if each.comment.thread_id is not None:
                said.setdefault(each.comment.thread_id, []).append(each)
        threads = self.request.threads.filter(pk__in=said).select_related("submission")
        threads = threads.defer("submission__files")
        places = Placement.objects.filter(
            thread__request=self.request, submission=self.request.submission
        )
        placed = {place.thread_id: place for place in places}
        shown = [self._shown(each, said[each.pk], placed.get(each.pk)) for each in threads]
        self._show_old_lines([each for each in shown if each.fit in ("changed", "gone")])
        return shown

    def _shown(self, thread: Thread, said: list[Said], place: Placement | None) -> ThreadShown:
        if thread.submission_id == self.request.submission_id:
            return ThreadShown(thread, said, thread.first_line, thread.last_line)
        if place is None:
            return ThreadShown(thread, said, 1, 1, Placement.Fit.GONE)
        return ThreadShown(thread, said, place.first_line, place.last_line, place.fit)

    def _show_old_lines(self, threads: list[ThreadShown]) -> None:
        """Fills in `was`: one query for all of them, none where every line is the same."""
        wanted = {each.thread.submission_id for each in threads}
        if not wanted:
            return
        files = dict(Submission.objects.filter(pk__in=wanted).values_list("pk", "files"))
        for each in threads:
            thread = each.thread
            lines = coloured_lines(files[thread.submission_id].get(thread.path, ""))
            last = min(thread.last_line, thread.first_line + OLD_LINES - 1)
            numbers = range(thread.first_line, min(last, len(lines)) + 1)
            each.was = "".join(one_line(number, lines[number - 1]) for number in numbers)

    # What changed

    @cached_property
    def attempts(self) -> list[Attempt]:
        """The learner's attempts at the exercise up to the one on the page, the newest LATEST."""
        submission = self.request.submission
        if submission is None:
            return []
        theirs = Submission.objects.filter(
            ATTEMPT,
            user=self.request.learner_id,
            exercise=submission.exercise_id,
            number__lte=submission.number,
        )
        found = list(theirs.defer("files").order_by("-number")[:LATEST])[::-1]
        runs = Run.objects.filter(submission__in=found).defer("result").order_by("pk")
        newest = {run.submission_id: run for run in runs}
        since = self._since(found)
        return [Attempt(each, newest.get(each.pk), each == since) for each in found]

    def _since(self, attempts: list[Submission]) -> Submission | None:
        """The attempt compared with: the one asked for, else the one reviewed last, else the one
        before; None for the starter.
        """
        earlier = [each for each in attempts if each.pk != self.request.submission_id]
        asked = self.asked.get("since", "")
        if asked == "starter" or not earlier:
            return None
        reviewed = self.reviews[-1].submission_id if self.reviews else None
        by_number = [each for each in earlier if str(each.number) == asked]
        by_review = [each for each in earlier if each.pk == reviewed]
        return [*earlier[-1:], *by_review, *by_number][-1]

    @cached_property
    def since(self) -> Attempt | None:
        return next((each for each in self.attempts if each.compared), None)

    @property
    def earlier(self) -> list[Attempt]:
        return self.attempts[:-1]

    @property
    def side_by_side(self) -> bool:
        return self.asked.get("view") == "side"

    @cached_property
    def changes(self) -> list[FileChanges]:
        submission, exercise = self.request.submission, self.request.exercise
        if submission is None or exercise is None:
            return []
        if self.since:
            old = Submission.objects.values_list("files", flat=True).get(
                pk=self.since.submission.pk
            )
        else:
            old = exercise.current.page["starter"] if exercise.current else {}
        paths = sorted({*old, *submission.files})
        return [
            file_changes(
                path,
                old.get(path, ""),
                submission.files.get(path, ""),
                side_by_side=self.side_by_side,
            )
            for path in paths
        ]

    @property
    def added(self) -> int:
        return sum(each.added for each in self.changes)

    @property
    def removed(self) -> int:
        return sum(each.removed for each in self.changes)

    @property
    def query(self) -> str:
        """How the difference is shown, for addresses on the page: "?since=2&view=side", or ""."""
        kept = {name: self.asked[name] for name in ("since", "view") if name in self.asked}
        return f"?{urlencode(kept)}" if kept else ""

    # The verdict

    @cached_property
    def verdict(self) -> Verdict | None:
        submission = self.request.submission
        run = (
            submission
            and submission.runs.select_related("revision")
            .defer("revision__files", "revision__page")
            .first()
        )
        return verdict_of(run) if run else None


def _listing(path: str, text: str, threads: Iterable[ThreadShown]) -> Listing:
    """Numbered lines, cut below each line that has threads; talked-about lines are marked."""
    lines = coloured_lines(text.rstrip("\n"))
    below: dict[int, list[ThreadShown]] = {}
    talked: set[int] = set()
    for each in threads:
        each.first, each.last = min(each.first, len(lines)), min(each.last, len(lines))
        below.setdefault(each.last, []).append(each)
        if each.fit != "gone":
            talked.update(range(each.first, each.last + 1))
    segments: list[Segment] = []
    start = 1
    for end in sorted({*below, len(lines)}):
        html = "".join(
            one_line(number, lines[number - 1], "talk" if number in talked else "")
            for number in range(start, end + 1)
        )
        segments.append(Segment(html, below.get(end, [])))
        start = end + 1
    return Listing(path, len(lines), segments)
