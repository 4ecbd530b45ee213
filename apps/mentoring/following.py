"""Comments follow their code: where the threads of a request stand in a newer attempt."""

from collections.abc import Iterator

from apps.grading.models import Submission
from apps.lib.diff import Difference, Fit, Place
from apps.mentoring.models import Placement, Request, Thread


def place_threads(request: Request, submission: Submission) -> None:
    """Find the lines of every thread in `submission`. Doing it again changes nothing."""
    threads = request.threads.exclude(submission=submission).select_related("submission")
    placed = threads.prefetch_related("placements__submission")
    follower = _Follower(submission)
    Placement.objects.bulk_create(
        (follower.placement(thread) for thread in placed), ignore_conflicts=True
    )


class _Follower:
    """Follows lines into one attempt, comparing each pair of files once."""

    def __init__(self, submission: Submission) -> None:
        self.submission = submission
        self._differences: dict[tuple[int, str], Difference] = {}

    def placement(self, thread: Thread) -> Placement:
        place = self._best(thread)
        return Placement(
            thread=thread,
            submission=self.submission,
            first_line=place.first,
            last_line=place.last,
            fit=place.fit,
        )

    def _best(self, thread: Thread) -> Place:
        """From where it was begun, if the lines are still the same; else from the latest attempt
        that had them in some shape, so that many small changes do not lose them.
        """
        ways = list(self._ways(thread))
        begun = ways[0]
        if begun.fit == Fit.SAME:
            return begun
        latest = next((way for way in ways[:0:-1] if way.fit != Fit.GONE), None)
        best = latest or begun
        return Place(best.first, best.last, Fit.GONE if best.fit == Fit.GONE else Fit.CHANGED)

    def _ways(self, thread: Thread) -> Iterator[Place]:
        yield self._follow(thread.submission, thread.path, thread.first_line, thread.last_line)
        for earlier in sorted(thread.placements.all(), key=lambda each: each.submission_id):
            if earlier.fit != Fit.GONE and earlier.submission_id != self.submission.pk:
                yield self._follow(
                    earlier.submission, thread.path, earlier.first_line, earlier.last_line
                )

    def _follow(self, origin: Submission, path: str, first: int, last: int) -> Place:
        key = (origin.pk, path)
        if key not in self._differences:
            old, new = origin.files.get(path, ""), self.submission.files.get(path, "")
            self._differences[key] = Difference(old, new)
        return self._differences[key].follow(first, last)
