"""Text of a program, a learner or a grader is text wherever it comes out."""

from typing import Any

import pytest

from apps.grading.models import Grader
from tests.factories import (
    make_grader,
    make_result,
    make_run,
    make_submission,
    make_test,
)
from tests.html import Node, parse
from tests.web.runs import poll

pytestmark = pytest.mark.django_db


EVIL = "</pre></textarea><script>alert(1)</script><img src=x onerror=alert(1)>\"'&lt;b&gt;"


def assert_harmless(page: Node) -> None:
    assert not [node for node in page.all("script") if node.raw.strip()]
    assert not page.all("img")
    assert not [name for node in page.everything() for name in node.attributes if name[:2] == "on"]
    assert EVIL in page.raw


def test_text_of_a_program_is_text_wherever_it_comes_out(alice, cast, exercise):
    frame = {"file": EVIL, "line": 1, "function": EVIL, "code": EVIL}
    array = {"rows": [[EVIL]], "bad": [], "caption": EVIL}
    names = ("message", "output", "seen", "expected", "cause", "name")
    fields: dict[str, Any] = dict.fromkeys(names, EVIL)
    test = make_test(traceback=[frame], array=array, **fields)
    for result in (
        make_result("fail", tests=[test], message=EVIL),
        make_result("fail", tests=[{**test, "seen": None, "expected": None, "cause": None}]),
    ):
        run = make_run(make_submission(cast["alice"], exercise, EVIL), "done", result=result)
        assert_harmless(poll(alice, run))
        assert_harmless(parse(alice.get(f"/attempts/{run.submission_id}/").content))


def test_code_is_text_in_the_listing_and_in_the_editor(alice, cast, exercise):
    submission = make_submission(cast["alice"], exercise, EVIL)
    make_run(submission)
    assert_harmless(parse(alice.get(f"/attempts/{submission.pk}/").content))
    assert_harmless(parse(alice.get(f"/exercises/{exercise.id}/?from={submission.pk}").content))


def test_what_a_grader_says_is_text(alice, run_in, settings, tmp_path):
    make_grader(state=Grader.State.REFUSING, detail=EVIL)
    assert not poll(alice, run_in("queued")).all("script")


def test_a_name_is_text(client, cast, exercise):
    cast["alice"].first_name = EVIL[:150]
    cast["alice"].save()
    client.force_login(cast["alice"])
    for address in ("/", "/map/", exercise.get_absolute_url(), "/account/"):
        page = parse(client.get(address).content)
        assert not [node for node in page.all("script") if node.raw.strip()]
        assert EVIL in page.raw
