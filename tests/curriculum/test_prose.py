"""Rules of curriculum/STYLE.md that a machine can check."""

import re

import pytest

from tests.curriculum.course import Lesson, lessons

BELITTLING = re.compile(
    r"\b(just|simply|obviously|trivial(ly)?|of course|clearly)\b", re.IGNORECASE
)
every_lesson = pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.meta["id"])


def words(lesson: Lesson) -> int:
    """Words of running text: no code, formulas, tables or block markers."""
    text = re.sub(r"\$\$.*?\$\$|\$[^$]*\$", "x", lesson.prose, flags=re.DOTALL)
    text = re.sub(r"^(\||//+).*$", "", text, flags=re.MULTILINE)
    return len(re.findall(r"\w[\w’'-]*", text))


@every_lesson
def test_length(lesson: Lesson) -> None:
    """A lesson of less than 24 minutes may be shorter."""
    assert min(1_200, 50 * lesson.meta["minutes"]) <= words(lesson) <= 2_500


@every_lesson
def test_no_word_that_belittles(lesson: Lesson) -> None:
    assert BELITTLING.findall(lesson.prose) == []
    assert "!" not in re.sub(r"\$[^$]*\$", "", lesson.prose)


@every_lesson
def test_ends_with_what_the_reader_can_do_now(lesson: Lesson) -> None:
    headings = re.findall(r"^## (.+?) \{#([a-z-]+)\}$", lesson.body, re.MULTILINE)
    assert len(headings) == lesson.body.count("\n## "), "every section has an anchor"
    assert headings[-1] == ("What you can do now", "now")


@every_lesson
def test_asks_before_it_answers_and_shows(lesson: Lesson) -> None:
    short, least = lesson.meta["minutes"] <= 10, 2 if lesson.meta["minutes"] > 20 else 1
    assert lesson.body.count("/// predict\n") >= least
    assert lesson.body.count("//// answer\n") == lesson.body.count("/// predict\n")
    assert lesson.body.count("/// figure |") >= (0 if short else least)


@every_lesson
def test_code_fits_the_measure(lesson: Lesson) -> None:
    assert [
        line for _, code in lesson.snippets for line in code.splitlines() if len(line) > 60
    ] == []


@every_lesson
def test_review_cards_are_few_and_short(lesson: Lesson) -> None:
    cards = lesson.meta.get("cards", [])
    assert not cards or 3 <= len(cards) <= 8
    assert all(len(card["question"]) <= 160 and len(card["answer"]) <= 300 for card in cards)
