"""A verdict of the real engine on its page: tables, plots, measures, limits, languages."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings

from apps.sandbox.engine import Engine
from apps.web.figures.plot import Plot
from tests.factories import make_run, make_submission
from tests.html import Node, parse
from tests.sandbox.made import make_exercise, solution
from tests.sandbox.test_parts import EXERCISE, PROGRAM

pytestmark = pytest.mark.django_db
TWO = "from solution import f\n\n\ndef test_a():\n    f()\n\n\ndef test_b():\n    f()\n"
TWO_TOML = """
    [limits]
    cpu_s = 1
    output_kib = 4
    [[tests]]
    id = "test_a"
    title = "A first call"
    [[tests]]
    id = "test_b"
    title = "A second call"
    hidden = true
"""
SECOND = "calls = 0\ndef f():\n    global calls\n    calls += 1\n    if calls == 2:\n        "


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine("numpy") as started:
        yield started


@pytest.fixture(scope="module")
def graded(engine: Engine) -> dict[str, Any]:
    return engine.grade(EXERCISE, solution(PROGRAM))


@pytest.fixture(scope="module")
def second(engine: Engine) -> Callable[[str], dict[str, Any]]:
    """What the engine finds of a program that does this at its second call."""
    exercise = make_exercise(TWO, TWO_TOML)
    return lambda body: engine.grade(exercise, solution(SECOND + body))


@pytest.fixture
def attempt_page(alice, cast, exercise):
    """A result on the page of its attempt, in a language."""

    def shown(result: dict[str, Any], language: str = "") -> Node:
        run = make_run(make_submission(cast["alice"], exercise), "done", result=result)
        if language:
            alice.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return parse(alice.get(f"/attempts/{run.submission_id}/").content)

    return shown


def test_named(page: Node, title: str) -> Node:
    tests = page.all("details", "test")
    return next(test for test in tests if title in test.first("summary").text)


test_named.__test__ = False  # type: ignore[attr-defined]


def test_wrong_entries_are_marked_beside_the_expected_ones(graded, attempt_page):
    test = test_named(attempt_page(graded), "test_matrix")
    seen, due = test.all("table", "array")
    assert [cell.text for cell in seen.all("td", "bad")] == ["2", "2", "2"]
    assert not due.all("td", "bad")
    assert [head.text for head in seen.all("th", scope="col")] == ["0", "1", "2"]
    assert [table.first("caption").text for table in (seen, due)] == ["Seen", "Expected"]


def test_values_stand_as_code_and_words_do_not(graded, attempt_page):
    shown = attempt_page(graded)
    cases, raises = (test_named(shown, name).all("dd") for name in ("test_cases", "test_raises"))
    assert [[node.text for node in dd.all("code")] for dd in cases] == [["3"], ["4"]]
    assert [[node.text for node in dd.all("code")] for dd in raises] == [[], ["ValueError"]]


def test_each_test_tells_what_it_used_and_which_case_failed(graded, attempt_page):
    shown = attempt_page(graded)
    assert "Case 4; 2 of 3 cases fail." in test_named(shown, "test_cases").text
    used = r"Took \d+\.\d\d s, processor time (< )?\d+\.\d\d s, memory at its peak 1\d\d MiB\."
    assert re.search(used, test_named(shown, "test_memory").text)
    phases = r"waited \d+\.\d\d s, started in \d+\.\d\d s, tested for \d+\.\d\d s, stored in"
    assert re.search(phases, shown.id("verdict").text)


def test_output_is_folded_under_its_test(graded, attempt_page):
    test = test_named(attempt_page(graded), "test_cases")
    printed = test.first("details", "printed")
    assert (printed.first("summary").text, "open" in printed) == ("It printed 3 lines", True)
    assert printed.first("pre").text == "printed 3 printed 4 printed 5"


def test_a_plot_is_drawn_with_its_title_its_words_and_its_numbers(graded, attempt_page):
    figure = attempt_page(graded).first("figure", "plot")
    svg = figure.first("svg")
    title, description = (figure.id(name) for name in svg["aria-labelledby"].split())
    assert title.text == "Loss"
    assert "yours: from 5 at 1 to 0.01253 at 399, lowest 0.01253." in description.text
    assert "Level lines: floor 0.168." in description.text
    rows = figure.first("details", "numbers").first("tbody").all("tr")
    assert [cell.text for cell in (*rows[0].all("th"), *rows[0].all("td"))] == ["1", "5"]
    assert "style" not in figure.raw and not figure.all("script")


@pytest.mark.parametrize(
    ("body", "row", "told"),
    [
        ("while True: pass", "Processor time", "of 1 s"),
        ("bytearray(900 << 20)", "Memory, at its peak", "and asked for more"),
        ("while True: print('x' * 1000)", "Output", "of 4 KiB"),
        ("open('/tmp/x', 'wb').write(b'x' * (40 << 20))", "Files written", "more than allowed"),
    ],
    ids=["time", "memory", "output", "disk"],
)
def test_the_limit_that_was_met_is_marked_and_its_test_named(second, attempt_page, body, row, told):
    shown = attempt_page(second(body))
    [hit] = shown.all("tr", "hit")
    assert hit.text.startswith(row) and told in hit.text
    assert "limit reached in the test A second call" in shown.id("verdict").text
    assert "limit" in test_named(shown, "A second call").first("summary").text
    assert "limit" not in test_named(shown, "A first call").first("summary").text


def test_a_pass_tells_what_of_its_output_was_not_kept(second, attempt_page):
    shown = attempt_page(second("print('y' * 9000)"))
    assert shown.id("verdict-title").text == "All 2 tests pass."
    [hit] = shown.all("tr", "hit")
    assert "8 KiB, of which 4 are kept" in hit.text
    assert "limit reached" not in shown.id("verdict").text


def test_a_hidden_test_says_that_it_is_hidden_and_why(second, attempt_page):
    test = test_named(attempt_page(second("raise ValueError(str(7) * 5)")), "A second call")
    assert "(hidden test)" in test.text and "This test is hidden" in test.text
    assert "ValueError in your code." in test.text and "77777" not in test.text


SENTENCES = re.compile(r"[A-Z]?[a-z]+ [a-z]+ [a-z]+ [a-z]+")


def test_sentences_of_ours_are_said_in_the_language_of_the_page(graded, second, attempt_page):
    for result in (graded, second("while True: pass"), second("import os; os._exit(3)")):
        verdict = attempt_page(result, "zh-hans").id("verdict")
        ours = [node for node in verdict.all("span") if "dir" in node and "lang" not in node]
        ours += [verdict.id("verdict-title"), *verdict.all("p")]
        english = [
            node.text
            for node in ours
            if SENTENCES.search(node.text) and not node.all("span", lang="en")
        ]
        assert [text for text in english if "program" in text or "entries" in text] == []
    assert "你的程序没有给出答案就结束了：退出码为3。" in verdict.text


def test_a_plot_from_another_time_is_drawn_from_what_it_has():
    curve = {"name": "yours", "points": [[1, 2.0], [2, None], [3, 1.0]]}
    record = {"title": "t", "curves": [curve], "lines": [], "x": "", "y": "", "log": "y"}
    plot = Plot(record, "plot-1-0")
    assert len(plot.paths[0]["dots"]) == 2  # two points with a gap between them
    assert [height for _, [height] in plot.rows] == ["2", "–", "1"]
