"""What a lesson states in numbers is what the code beside it computes."""

import contextlib
import io
import re
from typing import Any

import pytest

from tests.curriculum.course import Lesson, lessons, run_script

NUMBER = re.compile(r"(?<![\w.])[-−]?\d[\d,]*(?:\.\d+)?")
NOTATION = re.compile(
    r"\\[td]?frac(\{\d+\}|\d)(\{\d+\}|\d)|\\log_2|\\[a-z]+|exercise \d+\.\d+", re.IGNORECASE
)
every_lesson = pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.meta["id"])


def numbers(text: str) -> list[str]:
    """The numbers written in `text`, without separators; TeX fractions and logs are passed over."""
    plain = NOTATION.sub(" ", text).replace("{,}", ",").replace("−", "-")
    return [found.replace(",", "") for found in NUMBER.findall(re.sub(r",(?!\d{3})", " ", plain))]


def decimals(text: str) -> set[str]:
    return {found.lstrip("-") for found in numbers(text) if "." in found}


def claims_of(lesson: Lesson) -> tuple[list[tuple[str, tuple[float, ...]]], set[str]]:
    found: dict[str, Any] = run_script(lesson.module_folder / "claims.py")
    return found["CLAIMS"][lesson.meta["id"]], found["GIVEN"][lesson.meta["id"]]


@every_lesson
def test_stated_numbers_are_the_computed_ones(lesson: Lesson) -> None:
    claims, _ = claims_of(lesson)
    for phrase, values in claims:
        assert phrase in lesson.prose, "the lesson no longer says this"
        stated = numbers(phrase)
        assert len(stated) == len(values), (phrase, stated)
        for text, value in zip(stated, values, strict=True):
            places = len(text.partition(".")[2])
            assert f"{value:.{places}f}" == text, phrase


@every_lesson
def test_every_decimal_is_claimed_or_given(lesson: Lesson) -> None:
    claims, given = claims_of(lesson)
    claimed = set().union(*(decimals(phrase) for phrase, _ in claims))
    assert decimals(lesson.prose) - claimed - given == set()
    assert given <= decimals(lesson.prose), "no longer used"


@every_lesson
@pytest.mark.filterwarnings("ignore:divide by zero")
def test_snippets_print_what_is_shown(lesson: Lesson) -> None:
    """All Python of a lesson runs in one namespace, as a reader would type it."""
    names: dict[str, Any] = {}
    pairs = list(zip(lesson.snippets[::2], lesson.snippets[1::2], strict=True))
    about_learning = lesson.module_folder.name == "m00-beginner"
    assert pairs or about_learning, "a lesson of this course shows some code"
    for (language, code), (shown_as, shown) in pairs:
        assert (language, shown_as) == ("python", "text")
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(code, names)
        assert printed.getvalue() == shown
