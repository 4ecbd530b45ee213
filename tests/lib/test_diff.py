"""Differences of texts: right for every text, and bounded in work for hostile ones."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.lib.diff import LINE_CELLS, WORD_CELLS, Budget, Difference, Fit, Place, Row, matches

lines = st.sampled_from(
    ["", "a", "b", "x = 1", "x = 2", "\tx = 1", "漢字 = 'é'", "שלום", "\r", " "]
)
few = st.lists(lines, max_size=12).map("\n".join)
texts = st.one_of(few, st.text(max_size=60), st.text(alphabet="ab \n", max_size=60))

OLD = """\
def attention(Q, K, V):
    s = Q @ K / np.sqrt(V.shape[-1])
    s = s * mask
    return s
"""
NEW = """\
def attention(Q, K, V):
    dk = K.shape[-1]
    s = Q @ K / np.sqrt(dk)
    return s
"""


def sides(rows: list[Row]) -> tuple[str, str]:
    old = "\n".join(row.old.text for row in rows if row.old)
    return old, "\n".join(row.new.text for row in rows if row.new)


@given(texts, texts)
def test_the_rows_are_both_texts(old, new):
    rows = Difference(old, new).rows
    assert sides(rows) == (old, new)
    for side in ("old", "new"):
        numbers = [getattr(row, side).number for row in rows if getattr(row, side)]
        assert numbers == list(range(1, len(numbers) + 1))
    assert all(row.old or row.new for row in rows)


@given(texts, texts)
def test_what_two_paired_lines_share_is_what_is_not_marked(old, new):
    for row in Difference(old, new).rows:
        if row.old and row.new:
            assert unmarked(row.old) == unmarked(row.new)
            assert row.same == (not row.old.changed and not row.new.changed)


def unmarked(line):
    gone = {place for start, end in line.changed for place in range(start, end)}
    return "".join(letter for place, letter in enumerate(line.text) if place not in gone)


@given(texts)
def test_a_text_does_not_differ_from_itself(text):
    difference = Difference(text, text)
    assert (difference.added, difference.removed) == (0, 0)
    assert all(row.same for row in difference.rows)


@given(texts, texts, st.data())
def test_following_leads_to_lines_that_exist_and_to_equal_ones_where_it_says_so(old, new, data):
    difference = Difference(old, new)
    count = len(difference.old)
    first = data.draw(st.integers(1, count))
    last = data.draw(st.integers(first, count))
    place = difference.follow(first, last)
    assert 1 <= place.first <= place.last <= len(difference.new)
    there = difference.new[place.first - 1 : place.last]
    assert (place.fit == Fit.SAME) <= (there == difference.old[first - 1 : last])


@given(texts, texts, texts)
def test_lines_put_before_and_after_move_all_lines_and_change_none(before, text, after):
    difference = Difference(text, f"{text}\n{after}")
    for number in range(1, text.count("\n") + 1):
        assert difference.follow(number, number) == Place(number, number, Fit.SAME)
    moved = Difference(text, f"{before}\n{text}")
    if not set(before.split("\n")) & set(text.split("\n")):
        ahead = before.count("\n") + 1
        for number in range(1, text.count("\n") + 2):
            there = Place(number + ahead, number + ahead, Fit.SAME)
            assert moved.follow(number, number) == there


@given(texts, texts)
def test_matches_are_equal_and_in_order(old, new):
    found = matches(old, new, Budget(LINE_CELLS))
    assert all(old[x] == new[y] for x, y in found)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(found))


def test_a_changed_line_stands_beside_the_one_it_was_with_the_words_that_differ():
    rows = Difference(OLD, NEW).rows
    pair = next(row for row in rows if row.old and row.old.number == 2)
    assert pair.new.number == 3
    assert [pair.old.text[a:b] for a, b in pair.old.changed] == ["V.shape[-1]"]
    assert [pair.new.text[a:b] for a, b in pair.new.changed] == ["dk"]
    assert next(row for row in rows if row.new and row.new.number == 2).old is None
    assert next(row for row in rows if row.old and row.old.number == 3).new is None


def test_lines_that_share_few_words_are_no_pair():
    rows = Difference("alpha beta gamma", "delta = epsilon").rows
    assert [(bool(row.old), bool(row.new)) for row in rows] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ((1, 1), Place(1, 1, Fit.SAME)),
        ((2, 2), Place(3, 3, Fit.CHANGED)),
        ((3, 3), Place(4, 4, Fit.GONE)),
        ((4, 4), Place(4, 4, Fit.SAME)),
        ((2, 4), Place(3, 4, Fit.CHANGED)),
        ((1, 2), Place(1, 3, Fit.CHANGED)),
    ],
)
def test_following(lines, place):
    assert Difference(OLD, NEW).follow(*lines) == place


def test_into_an_empty_file():
    assert Difference(OLD, "").follow(2, 3) == Place(1, 1, Fit.GONE)


def test_a_final_newline_is_a_line_more():
    difference = Difference("a", "a\n")
    assert (difference.added, difference.removed) == (1, 0)


class Counted(str):
    """A line that counts how often lines are compared."""

    compared = 0
    __hash__ = str.__hash__

    def __eq__(self, other):
        Counted.compared += 1
        return str.__eq__(self, other)


SIZE = 60_000
HOSTILE = {
    "equal lines": (["x"] * SIZE, ["x"] * SIZE),
    "equal lines, fewer": (["x"] * SIZE, ["x"] * (SIZE // 2)),
    "equal lines around another": (["x"] * SIZE, ["x"] * SIZE + ["y"] + ["x"] * SIZE),
    "two lines in turn": (["x", "y"] * (SIZE // 2), ["y", "x", "x"] * (SIZE // 3)),
    "backwards": ([str(n) for n in range(SIZE)], [str(n) for n in range(SIZE, 0, -1)]),
    "nothing in common": (["x"] * SIZE, ["y"] * SIZE),
    "anchors between": (["x", "x", "1"] * 9 + ["a"] * SIZE, ["1", "x"] * 9 + ["b", "a"] * SIZE),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_work_is_bounded_on_hostile_text(name):
    old, new = HOSTILE[name]
    Counted.compared = 0
    counted = [Counted(line) for line in old], [Counted(line) for line in new]
    matches(*counted, Budget(LINE_CELLS))
    assert Counted.compared <= 2 * LINE_CELLS + 12 * (len(old) + len(new))
    difference = Difference("\n".join(old), "\n".join(new))
    assert sides(difference.rows) == ("\n".join(old), "\n".join(new))
    assert difference.follow(1, len(old)).first >= 1


def test_a_budget_is_spent_once_for_all_lines_of_a_difference():
    old = "\n".join(f"{n} " + "a b " * 200 for n in range(50))
    difference = Difference(old, old.replace("a b", "b a c"))
    assert sides(difference.rows) == (old, old.replace("a b", "b a c"))
    assert 0 <= difference._words.cells <= WORD_CELLS
