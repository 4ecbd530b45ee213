"""`manage.py check_curriculum`: what it finds, and where."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from apps.content.check import check
from apps.content.check.notation import rows, symbols
from tests.content.conftest import Folder

LESSON = "m01-arrays/lessons/01-shape.md"
SECOND = "m02-information/lessons/01-surprise.md"
EXERCISE = "m01-arrays/exercises/m01-01-double"
SVG = '<svg viewBox="0 0 1 1"><title>axes</title><desc>Two axes.</desc></svg>'

LATER = """\
+++
id = "{id}"
title = "{title}"
minutes = 20
{more}
+++

It.
"""


@pytest.fixture
def sound(folder: Folder) -> Folder:
    """The made curriculum with what the check asks for beyond an import."""
    folder.write("m01-arrays/figures/axes.svg", SVG)
    folder.change("m01-arrays/module.toml", "hours = 4", "hours = 0.4")
    folder.change(LESSON, 'title = "The shape of an array"', 'title = "Shapes"')
    folder.change(LESSON, "minutes = 12", 'minutes = 15\nteaches = ["shape"]')
    folder.change("m02-information/module.toml", "hours = 6.5", "hours = 0.7")
    toml = (folder.root / EXERCISE / "exercise.toml").read_text()
    assert 'title = "double"' in toml
    return folder


def found(folder: Folder) -> list[str]:
    return [finding.told(folder.root) for finding in check(folder.root)]


def test_nothing_to_mend(sound: Folder) -> None:
    assert found(sound) == []


def test_the_course_itself() -> None:
    assert [
        f.told(settings.BASE_DIR) for f in check(settings.CURRICULUM_DIR) if not f.planned
    ] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            LESSON, "Rows first.", "Rows [first](lesson:shape#nowhere).",
            f"{LESSON}:23: there is no anchor #nowhere in lesson:shape",
        ),
        (
            LESSON, "Rows first.", "Rows [first](#axes), [then](#nowhere).",
            f"{LESSON}:23: there is no anchor #nowhere in this text",
        ),
        (
            LESSON, "Rows first.", "[One](lesson:no), [two](exercise:nor).",
            f"{LESSON}:23: there is no lesson 'no' to link to\n"
            f"{LESSON}:23: there is no exercise 'nor' to link to",
        ),
        (
            LESSON, "Rows first.", "$\\frac{1$ and\n\n$\\nothing$.",
            f"{LESSON}:23: KaTeX parse error: .*\n{LESSON}:25: KaTeX parse error: .*",
        ),
        (
            LESSON, "Rows first.", "![](rows.png)",
            f"{LESSON}:23: the image rows.png has no text",
        ),
        (
            "m01-arrays/figures/axes.svg", "<desc>Two axes.</desc>", "",
            "m01-arrays/figures/axes.svg: the figure has no <desc>",
        ),
        (
            LESSON, "/// figure | figures/axes.svg\n**Figure 1.** Two axes.\n///\n", "",
            "m01-arrays/figures/axes.svg: no lesson shows this figure",
        ),
        (
            "m01-arrays/module.toml", "hours = 0.4", "hours = 2",
            "m01-arrays/module.toml:6: its parts take 25 minutes, and 2 hours are promised",
        ),
        (
            LESSON, "minutes = 15", "minutes = 20",
            f"{LESSON}:5: minutes is 20, module.toml says 15",
        ),
        (
            LESSON, 'teaches = ["shape"]', 'teaches = []\nrequires = ["shape"]',
            f"{LESSON}:7: requires 'shape', which no unit before it teaches",
        ),
        (
            LESSON, "Rows first.", " ".join(["$w_1$"] * 9),
            f"{LESSON}:23: $w$ stands in 9 formulas and in no table of symbols",
        ),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(
    sound: Folder, file: str, old: str, new: str, expected: str
) -> None:
    sound.change(file, old, new)
    told = found(sound)
    lines = expected.splitlines()
    assert len(told) == len(lines), told
    for line, words in zip(told, lines, strict=True):
        assert line.startswith(words.removesuffix(".*")), told


def test_concepts_come_in_order_along_what_modules_build_on(sound: Folder) -> None:
    surprise = '+++\nid = "surprise"\ntitle = "Surprise, planned"\nminutes = 20\n{}\n+++\n\nIt.\n'
    sound.write(SECOND, surprise.format('requires = ["shape"]'))
    assert found(sound) == []
    sound.change("m02-information/module.toml", 'requires = ["m01-arrays"]', "requires = []")
    assert found(sound) == [
        f"{SECOND}:5: requires 'shape', which m01-arrays teaches; "
        "m02-information does not build on that module"
    ]
    sound.write(SECOND, surprise.format('teaches = ["bit"]'))
    sound.change(LESSON, 'teaches = ["shape"]', 'requires = ["bit"]')
    assert found(sound) == [f"{LESSON}:6: uses 'bit' before it is taught, in surprise"]


def test_what_may_come_with_a_planned_unit_is_no_fault(sound: Folder) -> None:
    entropy = '+++\nid = "entropy"\ntitle = "Entropy"\nminutes = 20\n{}\n+++\n\nIt.\n'
    sound.write("m02-information/lessons/02-entropy.md", entropy.format('requires = ["bit"]'))
    path = "m02-information/lessons/02-entropy.md"
    assert found(sound) == [f"{path}:5: (planned) requires 'bit', which no unit before it teaches"]
    out = io.StringIO()
    call_command("check_curriculum", sound.root, stdout=out)
    assert out.getvalue().splitlines()[-1] == "0 to mend, 1 waiting for planned units"


def test_files_of_an_exercise_that_nothing_reads(sound: Folder) -> None:
    sound.write(f"{EXERCISE}/mutants/idle/solution.py", "")
    sound.write(f"{EXERCISE}/hints/4.md", "More.")
    sound.write(f"{EXERCISE}/starter/more.py", "")
    sound.change(f"{EXERCISE}/exercise.toml", 'title = "double"', 'title = "double"\nlesson = "no"')
    assert [line.partition(": ")[2] for line in found(sound)] == [
        "exercise.toml does not list it",
        "hints are 1.md, 2.md and 3.md",
        "starter/more.py is none of the learner's files",
        "m01-arrays has no lesson 'no'",
    ]


def test_the_command_exits_with_1(sound: Folder) -> None:
    sound.change(LESSON, "Rows first.", "[One](lesson:no).")
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_curriculum", sound.root, stdout=out)
    assert ended.value.code == 1
    assert out.getvalue().splitlines() == [
        f"curriculum/{LESSON}:23: there is no lesson 'no' to link to",
        "1 to mend, 0 waiting for planned units",
    ]


def test_a_curriculum_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="this file is missing"):
        call_command("check_curriculum", tmp_path)


def test_symbols_of_a_formula() -> None:
    assert symbols(r"\sigma(W_x x + b) \text{ for each } \mathrm{softmax}") == {
        r"\sigma", "W", "x", "b",
    }  # fmt: skip
    table = "| Symbol | Shape | Meaning |\n|---|---|---|\n| $p$, $q$ | | $r$ |\n\n| $z$ | |\n"
    assert rows(table) == {"p", "q"}
