"""The symbols of a module: how its table and those of its lessons are read, kept and compared."""

import pytest
from django.core.management import call_command

from apps.content.actions import import_curriculum
from apps.content.check import check
from apps.content.models import LessonRevision, Notation
from apps.content.notation import symbols_in
from apps.content.source import ContentError
from tests.content.conftest import SURPRISE, Folder
from tests.html import parse

LESSON = "m01-arrays/lessons/01-shape.md"
TABLE = "m01-arrays/notation.md"
SECOND = "m02-information/lessons/01-surprise.md"
HEAD = "| Symbol | Shape | What it holds |\n|---|---|---|\n"
IN_LESSON = f"{HEAD}| $x$, $N$ | `(N,)`, `()` | numbers; how many there are |\n"
ROWS = f"{HEAD}| $x$ | `(N,)` | some numbers |\n| $N$ | `()` | how many numbers there are |\n"


@pytest.fixture
def sound(folder: Folder) -> Folder:
    folder.change(LESSON, "Rows first.", f"Rows first.\n\n{IN_LESSON}")
    folder.write(TABLE, ROWS)
    return folder


# Reading


def test_a_row_of_a_lesson_may_hold_several_symbols() -> None:
    text = (
        "## Sums {#sums}\n\n"
        "| Symbol | Shape | Here | What it holds |\n|---|---|---|---|\n"
        "| $W_1$, $b$ | `(D, 2 D)`, `(D,)` | `(2, 4)`, `(2,)` | weights; bias |\n"
        "| ids, $T$ | `()`, later `(N,)` | 5 | a text |\n\n| $z$ | `()` | no table |\n"
    )
    found = [(each.name, each.shapes, each.holds, each.anchor) for each in symbols_in(text)]
    assert found == [
        ("$W_1$", {"(D,2D)"}, "weights", "sums"),
        ("$b$", {"(D,)"}, "bias", "sums"),
        ("ids", {"()"}, "a text", "sums"),
        ("$T$", {"(N,)"}, "a text", "sums"),
    ]


@pytest.mark.parametrize(
    ("cell", "shapes"),
    [
        ("`()` or `(B, D)`", {"()", "(B,D)"}),
        ("`()`, later `(N,)`", {"()", "(N,)"}),
        ("shape of $x$", {"$x$"}),
        ("`()`, as $x$", {"()", "$x$"}),
        ("19 numbers", {"19numbers"}),
    ],
)
def test_shapes_of_a_symbol(cell: str, shapes: set[str]) -> None:
    (symbol,) = symbols_in(f"{HEAD}| $g$ | {cell} | it |")
    assert symbol.shapes == shapes


def test_a_symbol_may_hold_in_some_lessons_only() -> None:
    text = f"{HEAD}| $a$ | | it, in [A](lesson:a), [B](lesson:b-1) and [C](lesson:c) only |\n"
    text += "| $b$ | | it, see [A](lesson:a) |\n"
    assert [symbol.only_in for symbol in symbols_in(text)] == [{"a", "b-1", "c"}, set()]


# What is stored


@pytest.mark.django_db
def test_an_import_stores_symbols_by_section(sound: Folder) -> None:
    import_curriculum(sound.root)
    (group,) = Notation.objects.get().groups
    rows = group.pop("rows")
    assert group == {
        "lesson": "The shape of an array",
        "section": "Order",
        "url": "/lessons/m01-arrays/shape/#order",
    }
    page = parse(rows)
    assert [row.all("td")[2].text for row in page.all("tr")] == [
        "some numbers",
        "how many numbers there are",
    ]
    assert page.first("math") and page.first("code").text == "(N,)"


@pytest.mark.django_db
def test_an_import_follows_the_files(sound: Folder) -> None:
    import_curriculum(sound.root)
    sound.change(LESSON, "## Order {#order}", "## Rows {#order}")
    sound.change(TABLE, "some numbers", "our numbers")
    import_curriculum(sound.root)
    (group,) = Notation.objects.get().groups
    assert group["section"] == "Rows" and "our numbers" in group["rows"]
    sound.remove(TABLE)
    import_curriculum(sound.root)
    assert not Notation.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("| $y$ | `()` | it |", r"notation.md:3: no table of a lesson introduces \$y\$"),
        ("| $N$ | `()` | $\\frac{1$ numbers |", r"notation.md:3: KaTeX parse error"),
        ("| $N$ | `()` | [it](lesson:no) |", r"notation.md:3: there is no lesson 'no' to link to"),
    ],
)
def test_a_table_that_cannot_be_shown_stops_the_import(sound: Folder, row: str, says: str) -> None:
    sound.write(TABLE, f"{HEAD}{row}\n")
    with pytest.raises(ContentError, match=says):
        import_curriculum(sound.root)
    assert not Notation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_lessons_imported_before_there_were_tables_still_open(sound: Folder, client) -> None:
    import_curriculum(sound.root)
    old = LessonRevision.objects.values().get()
    call_command("migrate", "content", "0003", verbosity=0)
    call_command("migrate", verbosity=0)
    assert LessonRevision.objects.values().get() == old and not Notation.objects.exists()
    assert client.get("/lessons/m01-arrays/shape/").status_code == 200
    assert client.get("/modules/m01-arrays/notation/").status_code == 404
    import_curriculum(sound.root)
    assert client.get("/modules/m01-arrays/notation/").status_code == 200
    assert LessonRevision.objects.values().get() == old


# What check_curriculum says


def complaints(folder: Folder) -> list[str]:
    told = [finding.told(folder.root) for finding in check(folder.root)]
    return [line for line in told if "$" in line]


def test_nothing_to_complain_of(sound: Folder) -> None:
    assert complaints(sound) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("| $N$ |", "| $M$ |", [
            f"{TABLE}:4: no table of a lesson introduces $M$",
            f"{LESSON}:26: $N$ has no row in notation.md",
        ]),
        ("| $N$ |", "| $N$, $x$ |", [
            f"{TABLE}:4: $x$ shares its row: give each symbol its own",
            f"{TABLE}:4: $x$ stands in line 3 as well",
        ]),
        ("| $x$ | `(N,)` |", "| $x$ | `(N, D)` |", [
            f"{LESSON}:26: $x$ has the shape `(N,)`, notation.md says `(N, D)`",
        ]),
        ("some numbers", "a batch of examples", [
            f"{LESSON}:26: $x$ is “numbers”, notation.md says “a batch of examples”: "
            "no word in common",
        ]),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_named(
    sound: Folder, old: str, new: str, expected: list[str]
) -> None:
    sound.change(TABLE, old, new)
    assert complaints(sound) == expected


def test_a_module_with_symbols_needs_a_table(sound: Folder) -> None:
    sound.remove(TABLE)
    assert complaints(sound) == [
        f"{LESSON}:26: $x$ has no row in notation.md",
        f"{LESSON}:26: $N$ has no row in notation.md",
    ]


def test_a_letter_with_two_senses_says_in_which_lesson(sound: Folder) -> None:
    sound.change("m01-arrays/module.toml", "[[parts]]\nkind = \"exercise\"", "[[parts]]\n"
                 'kind = "lesson"\nid = "surprise"\ntitle = "Surprise"\nminutes = 25\n\n'
                 '[[parts]]\nkind = "exercise"')  # fmt: skip
    lesson = f"{SURPRISE}\n{HEAD}| $x$ | `()` | an angle |\n"
    sound.write("m01-arrays/lessons/02-surprise.md", lesson)
    assert [line.partition(": ")[2] for line in complaints(sound)] == [
        "$x$ has the shape `()`, notation.md says `(N,)`",
        "$x$ is “an angle”, notation.md says “some numbers”: no word in common",
    ]
    angle = "| $x$ | `()` | an angle, in [Surprise](lesson:surprise) only |\n"
    sound.write(TABLE, ROWS + angle)
    assert complaints(sound) == []
    sound.write(TABLE, ROWS + angle + angle)
    assert [line.partition(": ")[2] for line in complaints(sound)] == [
        "$x$ stands in line 5 as well",
    ]
