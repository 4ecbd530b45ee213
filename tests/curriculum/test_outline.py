"""The outline of the course: tracks, modules, parts."""

import tomllib
from collections import Counter
from graphlib import TopologicalSorter

import pytest

from tests.curriculum.course import CURRICULUM, lessons, modules

MODULES = modules()
every_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module["id"])


def test_fourteen_modules_in_known_tracks() -> None:
    tracks = tomllib.loads((CURRICULUM / "tracks.toml").read_text(encoding="utf-8"))["tracks"]
    assert [module["number"] for module in MODULES] == list(range(14))
    assert {module["track"] for module in MODULES} == {track["id"] for track in tracks}


def test_the_course_counts_what_the_syllabus_counts() -> None:
    """91 lessons, 81 graded exercises, module 0's hello exercise, the capstone's 4 gates."""
    kinds = Counter(part["kind"] for module in MODULES for part in module["parts"])
    assert kinds == {"lesson": 91, "exercise": 81 + 1 + 4}


def test_arcs_of_the_map_never_form_a_circle() -> None:
    graph = {module["id"]: module["requires"] for module in MODULES}
    order = list(TopologicalSorter(graph).static_order())
    assert sorted(order) == sorted(graph), "a module requires one that is not there"


def test_what_a_module_builds_on_comes_before_it() -> None:
    numbers = {module["id"]: module["number"] for module in MODULES}
    for module in MODULES:
        assert all(numbers[id] < module["number"] for id in module["requires"]), module["id"]


def test_ids_are_unique() -> None:
    exercises = [p["id"] for m in MODULES for p in m["parts"] if p["kind"] == "exercise"]
    anywhere = [(m["id"], p["id"]) for m in MODULES for p in m["parts"] if p["kind"] == "lesson"]
    for ids in (exercises, anywhere, [module["id"] for module in MODULES]):
        assert [id for id, times in Counter(ids).items() if times > 1] == []


@every_module
def test_exercise_numbers_and_ids_ascend(module: dict) -> None:
    exercises = [part for part in module["parts"] if part["kind"] == "exercise"]
    for place, part in enumerate(exercises, start=1):
        assert part["number"] == f"{module['number']}.{place}"
        assert part["id"].startswith(f"m{module['number']:02d}-{place:02d}-")


@every_module
def test_parts_fill_the_hours(module: dict) -> None:
    """Within a tenth. Module 11 keeps hours for the papers themselves."""
    minutes = sum(part["minutes"] for part in module["parts"])
    minutes += 60 * module.get("reading_hours", 0)
    assert minutes == pytest.approx(60 * module["hours"], rel=0.1)


def test_the_short_title_fits_the_map() -> None:
    assert all(len(module["short_title"]) <= 24 for module in MODULES)


def test_a_lesson_and_its_outline_agree() -> None:
    outline = {(module["id"], part["id"]): part for module in MODULES for part in module["parts"]}
    for lesson in lessons():
        part = outline[lesson.module_folder.name, lesson.meta["id"]]
        assert lesson.path.stem[3:] == lesson.meta["id"]
        for key in ("title", "minutes"):
            assert lesson.meta[key] == part[key]


def test_a_written_exercise_and_its_outline_agree() -> None:
    outline = {part["id"]: part for module in MODULES for part in module["parts"]}
    for path in CURRICULUM.glob("*/exercises/*/exercise.toml"):
        exercise = tomllib.loads(path.read_text(encoding="utf-8"))
        part = outline[path.parent.name]
        for key in ("id", "number", "title", "minutes"):
            assert exercise[key] == part[key], path
