"""Several files of a submission that import each other, one of them a package."""

import shapes
import shapes.square
from helper import twice
from shapes import *  # noqa: F403
from shapes.square import Square as TheSame


def test_package():
    assert names() == ["square"]  # noqa: F405
    assert Square(3).perimeter() == 12  # noqa: F405
    assert isinstance(TheSame(1), shapes.square.Square)
    assert twice(4) == 8


def test_star_takes_only_public_names():
    assert "hidden" not in globals()
    assert shapes.hidden == 1
