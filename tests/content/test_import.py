"""Loading curriculum/ into the database: what changes, and what stays for ever."""

import io
import threading

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from apps.content.actions import import_curriculum
from apps.content.models import (
    Exercise,
    ExerciseRevision,
    Lesson,
    LessonRevision,
    Module,
    Track,
)
from apps.sandbox.exercise import Exercise as ParsedExercise
from tests.content.conftest import SURPRISE, SVG
from tests.factories import make_run, make_submission, make_user
from tests.html import parse

pytestmark = pytest.mark.django_db
LESSON = "m01-arrays/lessons/01-shape.md"
EXERCISE = "m01-arrays/exercises/m01-01-double"
CARDS = """
[[cards]]
question = "How many axes has a matrix?"
answer = "Two."

[[cards]]
question = "And a number?"
answer = "None: its shape is ()."
"""


def test_a_first_import_stores_outline_lessons_and_exercises(folder):
    report = import_curriculum(folder.root)
    assert report.new == ["m01-shape", "m01-01-double"]
    assert [str(track) for track in Track.objects.all()] == ["Ground", "Information"]
    first, second = Module.objects.all()
    assert (first.title, first.track_id, float(second.hours)) == ("Arrays", "a", 6.5)
    assert list(second.requires.all()) == [first]
    assert list(first.needed_by.all()) == [second]


def test_a_lesson_is_stored_as_html_with_the_values_of_its_own_file(folder):
    import_curriculum(folder.root)
    lesson = Lesson.objects.get(id="m01-shape")
    assert (lesson.title, lesson.minutes, lesson.difficulty, lesson.importance) == (
        "The shape of an array", 12, 2, 4,
    )  # fmt: skip
    revision = lesson.current
    assert revision.lead == "Every array has one."
    assert revision.sections == [
        {"anchor": "axes", "title": "Axes"},
        {"anchor": "order", "title": "Order"},
    ]
    page = parse(revision.html)
    assert page.first("figure").first("svg") and page.first("math")
    assert revision.figures == {"figures/axes.svg": SVG}


def test_review_cards_of_a_lesson_are_stored_with_it(folder):
    folder.change(LESSON, "importance = 4\n", f"importance = 4\n{CARDS}")
    import_curriculum(folder.root)
    assert LessonRevision.objects.get().cards == [
        {"question": "How many axes has a matrix?", "answer": "Two."},
        {"question": "And a number?", "answer": "None: its shape is ()."},
    ]


def test_an_exercise_is_stored_whole_with_what_its_page_shows(folder):
    import_curriculum(folder.root)
    exercise = Exercise.objects.get(id="m01-01-double")
    revision = exercise.current
    assert (exercise.number, exercise.title, exercise.runtime) == ("1.1", "double", "numpy")
    page = revision.page
    assert page["files"] == ["solution.py"]
    assert page["starter"] == {"solution.py": "def double(x):\n    ...\n"}
    assert "<code>double(x)</code>" in page["prompt"]
    assert page["shapes"][0]["name"] == "x" and page["limits"]["cpu_s"] == 5
    assert ParsedExercise.from_files(revision.files).digest == revision.digest
    assert ParsedExercise.from_folder(folder.root / EXERCISE).digest == revision.digest


def test_hidden_tests_are_in_no_page(folder):
    import_curriculum(folder.root)
    revision = ExerciseRevision.objects.get()
    assert "tests/hidden/test_secret.py" in revision.files
    assert [listing["path"] for listing in revision.page["tests"]] == ["test_double.py"]
    assert "test_secret" not in str(revision.page)


def test_what_hidden_tests_are_helped_by_is_hidden_too(folder):
    folder.write(f"{EXERCISE}/tests/hidden/answers.py", "EXPECTED = 42\n")
    import_curriculum(folder.root)
    revision = ExerciseRevision.objects.get()
    assert "tests/hidden/answers.py" in revision.files
    assert "EXPECTED" not in str(revision.page)


def test_a_file_with_one_hidden_test_is_hidden_as_a_whole(folder):
    folder.change(
        f"{EXERCISE}/exercise.toml", 'title = "Twice the number"', 'title = "Twice"\nhidden = true'
    )
    import_curriculum(folder.root)
    assert ExerciseRevision.objects.get().page["tests"] == []


def test_what_has_no_file_is_planned(folder):
    import_curriculum(folder.root)
    planned = Lesson.objects.get(id="m02-surprise")
    assert planned.planned and planned.title == "Surprise, planned"
    assert not planned.revisions.exists()


def test_a_second_import_changes_nothing(folder):
    import_curriculum(folder.root)
    before = rows()
    report = import_curriculum(folder.root)
    assert (report.new, report.rendered_again, report.retired) == ([], [], [])
    assert report.unchanged == 2
    assert rows() == before


def rows() -> list[list[tuple]]:
    models = (Track, Module, Lesson, LessonRevision, Exercise, ExerciseRevision)
    return [sorted(model.objects.values_list()) for model in models]


def test_a_changed_text_is_a_new_revision_and_the_old_one_stays_as_it_was(folder):
    import_curriculum(folder.root)
    old = LessonRevision.objects.values().get()
    folder.change(LESSON, "Rows first.", "Columns last.")
    report = import_curriculum(folder.root)
    assert report.new == ["m01-shape"] and report.unchanged == 1
    assert LessonRevision.objects.values().get(pk=old["id"]) == old
    assert "Columns last." in Lesson.objects.get(id="m01-shape").current.html


def test_a_changed_figure_is_a_new_revision(folder):
    import_curriculum(folder.root)
    folder.write("m01-arrays/figures/axes.svg", SVG.replace("axes", "AXES"))
    assert import_curriculum(folder.root).new == ["m01-shape"]
    assert "AXES" in Lesson.objects.get(id="m01-shape").current.html


@pytest.mark.parametrize("path", ["prompt.md", "tests/test_double.py", "solution/solution.py"])
def test_a_change_to_any_file_of_an_exercise_is_a_new_revision(folder, path):
    import_curriculum(folder.root)
    old = ExerciseRevision.objects.values().get()
    file = f"{EXERCISE}/{path}"
    folder.write(file, (folder.root / file).read_text() + "\n# more\n")
    assert import_curriculum(folder.root).new == ["m01-01-double"]
    assert ExerciseRevision.objects.values().get(pk=old["id"]) == old
    assert Exercise.objects.get().current_id != old["id"]


def test_text_put_back_is_the_old_revision_again(folder):
    import_curriculum(folder.root)
    first = Lesson.objects.get(id="m01-shape").current_id
    folder.change(LESSON, "Rows first.", "Columns last.")
    import_curriculum(folder.root)
    folder.change(LESSON, "Columns last.", "Rows first.")
    assert import_curriculum(folder.root).new == []
    assert Lesson.objects.get(id="m01-shape").current_id == first
    assert LessonRevision.objects.count() == 2


def test_a_planned_part_that_gets_written_is_linked_from_then_on(folder):
    import_curriculum(folder.root)
    before = Lesson.objects.get(id="m01-shape").current
    assert not parse(before.html).all("a", href="/lessons/m02-information/surprise/")
    folder.write("m02-information/lessons/01-surprise.md", SURPRISE)
    report = import_curriculum(folder.root)
    assert report.new == ["m02-surprise"]
    assert report.rendered_again == ["m01-shape", "m01-01-double"]
    after = Lesson.objects.get(id="m01-shape").current
    assert after.pk == before.pk and after.source == before.source
    assert parse(after.html).all("a", href="/lessons/m02-information/surprise/")
    assert Lesson.objects.get(id="m02-surprise").title == "Surprise"


def test_links_lead_to_exercises_modules_and_sections(folder):
    links = "[m](module:m02-information) [s](lesson:shape#order) [e](exercise:m01-01-double)"
    folder.change(LESSON, "Rows first.", links)
    import_curriculum(folder.root)
    html = Lesson.objects.get(id="m01-shape").current.html
    assert [link["href"] for link in parse(html).first(id="order").all("a")] == [
        "/map/#m02-information",
        "/lessons/m01-arrays/shape/#order",
        "/exercises/m01-01-double/",
    ]


def test_a_unit_that_is_gone_is_retired_and_its_history_stays_open(folder, client):
    import_curriculum(folder.root)
    alice = make_user("alice")
    submission = make_submission(alice, Exercise.objects.get())
    make_run(submission, "done")
    without_exercise(folder)
    assert import_curriculum(folder.root).retired == ["m01-01-double"]
    assert Exercise.objects.get().retired
    assert import_curriculum(folder.root).retired == []
    client.force_login(alice)
    assert client.get(submission.get_absolute_url()).status_code == 200
    assert b"double" not in client.get("/map/").content


def test_a_retired_unit_that_comes_back_has_its_revisions(folder):
    import_curriculum(folder.root)
    revision = ExerciseRevision.objects.get()
    toml = (folder.root / "m01-arrays/module.toml").read_text()
    without_exercise(folder)
    import_curriculum(folder.root)
    (folder.root / "away").rename(folder.root / EXERCISE)
    folder.write("m01-arrays/module.toml", toml)
    folder.change(LESSON, "do the exercise", "do [the exercise](exercise:m01-01-double)")
    assert import_curriculum(folder.root).new == []
    exercise = Exercise.objects.get()
    assert (exercise.retired, exercise.current) == (False, revision)


def without_exercise(folder) -> None:
    (folder.root / EXERCISE).rename(folder.root / "away")
    toml = (folder.root / "m01-arrays/module.toml").read_text()
    folder.write("m01-arrays/module.toml", toml[: toml.rindex("[[parts]]")])
    folder.change(LESSON, "do [the exercise](exercise:m01-01-double)", "do the exercise")


def test_a_module_without_history_goes_with_its_file(folder):
    import_curriculum(folder.root)
    LessonRevision.objects.filter(lesson__module="m02-information").delete()
    Lesson.objects.filter(module="m02-information").delete()
    (folder.root / "m02-information/module.toml").unlink()
    folder.change(LESSON, "[surprise](lesson:surprise)", "surprise")
    import_curriculum(folder.root)
    assert [module.id for module in Module.objects.all()] == ["m01-arrays"]
    assert [track.id for track in Track.objects.all()] == ["a"]


def test_modules_can_change_places(folder):
    import_curriculum(folder.root)
    folder.change("m01-arrays/module.toml", "number = 1", "number = 2")
    folder.change("m02-information/module.toml", "number = 2", "number = 1")
    import_curriculum(folder.root)
    assert [module.id for module in Module.objects.all()] == ["m02-information", "m01-arrays"]


def test_a_lesson_can_move_to_another_place_in_its_module(folder):
    import_curriculum(folder.root)
    (folder.root / LESSON).rename((folder.root / LESSON).with_name("07-shape.md"))
    assert import_curriculum(folder.root).new == []


def test_the_command_says_what_it_did(folder):
    said = io.StringIO()
    call_command("import_curriculum", folder.root, stdout=said)
    call_command("import_curriculum", folder.root, stdout=said)
    assert said.getvalue().splitlines() == [
        "new: m01-shape, m01-01-double",
        "unchanged: 0",
        "unchanged: 2",
    ]


def test_the_command_says_where_it_failed(folder):
    folder.write("m02-information/module.toml", "id = ")
    with pytest.raises(CommandError, match=r"Nothing was loaded\. .*m02-information/module.toml:1"):
        call_command("import_curriculum", folder.root)


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_take_turns(folder):
    faults: list[Exception] = []

    def run() -> None:
        try:
            import_curriculum(folder.root)
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert (LessonRevision.objects.count(), ExerciseRevision.objects.count()) == (1, 1)


def test_the_real_curriculum_loads():
    report = import_curriculum(settings.CURRICULUM_DIR)
    assert {"m03-surprise", "m03-01-entropy-bits"} <= set(report.new)
    assert Module.objects.count() == 14
    again = import_curriculum(settings.CURRICULUM_DIR)
    assert (again.new, again.rendered_again, again.unchanged) == ([], [], len(report.new))
    for revision in LessonRevision.objects.all():
        assert "\\(" not in revision.html and "katex-error" not in revision.html
        assert "///" not in parse(revision.html).text
