"""A small curriculum in a folder of its own, for each test to change as it likes."""

from pathlib import Path

import pytest

from tests.factories import exercise_files

TRACKS = """\
[[tracks]]
id = "a"
label = "A"
title = "Ground"

[[tracks]]
id = "b"
label = "B"
title = "Information"
"""
FIRST = """\
id = "m01-arrays"
number = 1
track = "a"
title = "Arrays"
short_title = "Arrays"
hours = 4
summary = "What an array is."
requires = []

[[parts]]
kind = "lesson"
id = "shape"
title = "Shapes"
minutes = 15

[[parts]]
kind = "exercise"
id = "m01-01-double"
number = "1.1"
title = "double"
minutes = 10
"""
SECOND = """\
id = "m02-information"
number = 2
track = "b"
title = "Information"
short_title = "Information"
hours = 6.5
requires = ["m01-arrays"]

[[parts]]
kind = "lesson"
id = "surprise"
title = "Surprise, planned"
minutes = 20

[[parts]]
kind = "lesson"
id = "entropy"
title = "Entropy"
minutes = 20
"""
SHAPE = """\
+++
id = "shape"
title = "The shape of an array"
lead = "Every array has one."
minutes = 12
difficulty = 2
importance = 4
+++

Read on in [surprise](lesson:surprise) and do [the exercise](exercise:m01-01-double).

## Axes {#axes}

A formula: $x_1$.

/// figure | figures/axes.svg
**Figure 1.** Two axes.
///

## Order {#order}

Rows first.
"""
SURPRISE = """\
+++
id = "surprise"
title = "Surprise"
minutes = 25
+++

## What it is

Less likely, more surprising.
"""
SVG = '<svg viewBox="0 0 1 1"><title>axes</title></svg>'


class Folder:
    """The files of a curriculum, by path."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, text: str) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def change(self, path: str, old: str, new: str) -> Path:
        text = (self.root / path).read_text()
        assert old in text
        return self.write(path, text.replace(old, new))

    def remove(self, path: str) -> None:
        (self.root / path).unlink()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "curriculum")
    made.write("tracks.toml", TRACKS)
    made.write("m01-arrays/module.toml", FIRST)
    made.write("m01-arrays/lessons/01-shape.md", SHAPE)
    made.write("m01-arrays/figures/axes.svg", SVG)
    made.write("m02-information/module.toml", SECOND)
    for path, text in exercise_files("m01-01-double", "1.1", "double").items():
        made.write(f"m01-arrays/exercises/m01-01-double/{path}", text)
    return made
