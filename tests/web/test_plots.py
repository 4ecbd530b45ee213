"""Plots: scales, ticks and labels of any numbers."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.web.figures.labels import Label, spread
from apps.web.figures.plot import HEIGHT, WIDTH, Plot
from apps.web.figures.scale import number, scale

NUMBERS = st.floats(-1e12, 1e12) | st.floats(1e-12, 1.0) | st.just(0.0)


@pytest.mark.parametrize(
    ("values", "log", "ticks"),
    [
        ([0, 1000], False, [0, 200, 400, 600, 800, 1000]),
        ([0.03, 5.3], True, [0.03, 0.1, 0.3, 1, 3]),
        ([3.2, 4.7], True, [3.5, 4, 4.5]),
        ([1e-6, 1e6], True, [1e-6, 1e-3, 1, 1000, 1e6]),
        ([-3, 3], True, [-2, 0, 2]),
        ([5, 5], False, [4.6, 4.8, 5, 5.2, 5.4]),
    ],
)
def test_ticks_are_round_numbers(values, log, ticks):
    assert scale(values, 0, 100, log=log).ticks() == pytest.approx(ticks)


@given(st.lists(NUMBERS, min_size=1, max_size=9), st.booleans())
def test_any_numbers_have_a_scale(values, log):
    made = scale(values, 238, 26, log=log, room=0.05)
    assert all(25.9 <= made.place(value) <= 238.1 for value in values)
    assert all(25.9 <= made.place(tick) <= 238.1 for tick in made.ticks())
    assert len(made.ticks()) <= 12


@pytest.mark.parametrize(
    ("value", "text"),
    [(12000, "12,000"), (0.25, "0.25"), (-3, "−3"), (1e6, "10⁶"), (2.5e-7, "2.5·10⁻⁷"), (0, "0")],
)
def test_numbers_are_written_as_people_do(value, text):
    assert number(value) == text


@given(
    st.lists(st.tuples(st.text("ab 文", min_size=1, max_size=40), st.floats(26, 238)), max_size=8)
)
def test_no_label_lies_over_another(labels):
    placed = spread([Label(text, at, "") for text, at in labels], 20, 246)
    for above, below in itertools.pairwise(placed):
        assert above.y + above.height <= below.y + 0.2


@given(
    st.lists(st.lists(st.tuples(NUMBERS, st.none() | NUMBERS), max_size=9), min_size=1, max_size=6),
    st.lists(NUMBERS, max_size=6),
    st.sampled_from(["", "x", "y", "xy"]),
)
def test_whatever_a_plot_holds_it_is_drawn_within_its_frame(curves, lines, log):
    if all(y is None for curve in curves for _, y in curve):
        return
    record = {
        "title": "t",
        "curves": [{"name": "c", "points": points} for points in curves],
        "lines": [{"name": "l", "y": y} for y in lines],
        "x": "steps",
        "y": "bits",
        "log": log,
    }
    plot = Plot(record, "plot-1-0")
    places = [place for curve in plot.paths for place in curve["dots"]]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)
    assert not any(math.isnan(x) or math.isnan(y) for x, y in places)
    assert plot.description and plot.x_ticks and plot.y_ticks and plot.labels
