"""Listings of Python source, as the pages set them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.lib.code import coloured_lines, marked, numbered_lines
from tests.html import parse


def test_each_line_has_its_number_and_marked_lines_are_marked():
    lines = parse(numbered_lines("a = 1\n\nb = 2\n", hits={3})).all("span", "ln")
    assert [(line["data-n"], line.raw) for line in lines] == [
        ("1", "a = 1\n"),
        ("2", "\n"),
        ("3", "b = 2\n"),
    ]
    assert ["hit" in line.classes for line in lines] == [False, False, True]


def test_indentation_and_blank_lines_at_the_top_are_kept():
    assert parse(numbered_lines("\n    x\n")).raw == "\n    x\n"


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "x = '<img src=x onerror=alert(1)>' & 1",
        '"""<b>"""\n# </code></pre><script>',
        "f'{x:<10}' \x00 \u2028 \ud7ff",
        "no python at all <<<>>> &amp; $$$",
    ],
)
def test_html_in_source_is_text(source):
    html = numbered_lines(source)
    page = parse(html)
    assert {node.tag for node in page.everything()} == {"span"}
    assert page.raw.rstrip("\n") == source


def test_a_string_over_several_lines_keeps_every_line_whole():
    lines = parse(numbered_lines('"""one\n<two>\nthree"""\n')).all("span", "ln")
    assert [line.raw for line in lines] == ['"""one\n', "<two>\n", 'three"""\n']


def test_no_source_is_one_empty_line():
    assert len(parse(numbered_lines("")).all("span", "ln")) == 1


@given(st.text(alphabet="ab'\"\n #<&é漢(=)\t", max_size=40))
def test_every_line_stands_for_itself(source):
    lines = coloured_lines(source)
    assert [parse(line).raw for line in lines] == source.split("\n")


@given(st.text(alphabet="ab<&'é =", max_size=20), st.data())
def test_a_part_of_a_line_is_marked_and_the_line_stays_what_it_is(line, data):
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    page = parse(marked(coloured_lines(line)[0], [(start, end)], "ins"))
    assert page.raw == line
    assert "".join(part.raw for part in page.all("ins")) == line[start:end]
