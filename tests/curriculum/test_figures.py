"""Figures are what their scripts draw, to the byte, and can be read without being seen."""

import re
import xml.etree.ElementTree as etree
from pathlib import Path

import pytest

from tests.curriculum.course import CURRICULUM, lessons, run_script

SCRIPTS = sorted(CURRICULUM.glob("*/figures/*.py"))
COLOURLESS = re.compile(r"\s(fill|stroke|style)=")
every_script = pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)


@every_script
def test_committed_figure_is_what_its_script_draws(script: Path) -> None:
    drawn = run_script(script)["draw"]()
    assert drawn == script.with_suffix(".svg").read_text(encoding="utf-8"), (
        "run `python curriculum/draw.py` and commit what it wrote"
    )


@every_script
def test_figure_follows_the_theme_and_describes_itself(script: Path) -> None:
    text = script.with_suffix(".svg").read_text(encoding="utf-8")
    assert not COLOURLESS.search(text), "colours come from classes alone"
    svg = etree.fromstring(text)
    width = float(svg.attrib["viewBox"].split()[2])
    assert 400 <= width <= 420
    named = [svg.find(f"{{*}}{tag}") for tag in ("title", "desc")]
    assert svg.attrib["aria-labelledby"].split() == [
        part.attrib["id"] for part in named if part is not None and part.text
    ]


def test_every_figure_is_used_once() -> None:
    used = [
        lesson.module_folder / path
        for lesson in lessons()
        for path in re.findall(r"^/// figure \| (\S+)", lesson.body, re.MULTILINE)
    ]
    assert sorted(used) == sorted(script.with_suffix(".svg") for script in SCRIPTS)
