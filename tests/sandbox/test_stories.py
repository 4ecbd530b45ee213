"""The floor under every training exercise has to be exact."""

import json
import math
import random
from io import StringIO
from pathlib import Path
from statistics import fmean

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from apps.sandbox import stories
from apps.sandbox.engine import Engine
from tests.sandbox.made import make_exercise, solution


def test_a_text_is_whole_stories_a_line_each_and_the_seed_decides_it() -> None:
    text, bits = stories.write(20_000, seed=1)
    assert 20_000 <= len(text) < 22_000
    assert text.endswith(".\n")
    assert (text, bits) == stories.write(20_000, seed=1)
    assert text != stories.write(20_000, seed=2)[0]


def test_a_text_holds_the_bits_of_its_stories() -> None:
    text, bits = stories.write(50_000, seed=3)
    assert math.isclose(sum(map(stories.bits_of, text.splitlines(True))), bits)


def test_no_story_can_be_written_in_two_ways() -> None:
    """Else the choices would hold more bits than the text."""
    text, _ = stories.write(50_000, seed=4)
    for story in text.splitlines(True):
        readings = [end for end, _, _ in stories._read("story", story, 0, {})]
        assert readings.count(len(story)) == 1, story


def test_the_probabilities_of_all_alternatives_sum_to_one() -> None:
    for alternatives in stories.RULES.values():
        assert math.isclose(sum(probability for probability, _ in alternatives), 1)


def test_the_entropy_is_what_long_texts_come_to() -> None:
    entropy = stories.bits_per_character()
    measured = [bits / len(text) for text, bits in (stories.write(200_000, s) for s in range(5))]
    assert abs(fmean(measured) / entropy - 1) < 0.006  # three standard errors


def test_what_is_not_a_story_cannot_be_written() -> None:
    text, _ = stories.write(1, seed=5)
    assert stories.bits_of(text) < 100
    assert stories.bits_of(text + text) == math.inf
    assert stories.bits_of(text.replace("the", "teh", 1)) == math.inf


def test_what_was_drawn_early_comes_back() -> None:
    """A wrong cry is impossible, however far from the animal it stands."""
    rng = random.Random(6)
    text, _ = stories.write(100_000, seed=6)
    cries = [row["cried"] for row in stories.TABLES["animal"]]
    crying = [story for story in text.splitlines(True) if any(cry in story for cry in cries)]
    assert len(crying) > 100
    for story in rng.sample(crying, 50):
        cry = next(cry for cry in cries if cry in story)
        wrong = next(other for other in cries if other != cry)
        assert stories.bits_of(story.replace(cry, wrong)) == math.inf


def test_the_command_writes_a_text_and_what_it_holds(tmp_path: Path) -> None:
    call_command("stories", tmp_path / "new", characters=5000, seed=7, stdout=StringIO())
    text = (tmp_path / "new/stories.txt").read_text()
    about = json.loads((tmp_path / "new/stories.json").read_text())
    assert (text, about["bits"]) == stories.write(5000, seed=7)
    assert about["characters"] == len(text)
    assert about["bits_per_character"] == about["bits"] / len(text)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="file: "):
        call_command("stories", tmp_path / "file", stdout=StringIO())


def test_tests_of_an_exercise_can_import_stories(engine: Engine) -> None:
    exercise = make_exercise(
        """
        import stories
        from solution import count

        def test_count(seed):
            text, _ = stories.write(2000, seed)
            assert count(text) == text.count("\\n")
        """
    )
    right = engine.grade(exercise, solution("def count(text): return text.count('\\n')"))
    wrong = engine.grade(exercise, solution("def count(text): return 0"))
    assert [right["outcome"], wrong["outcome"]] == ["passed", "failed"]
