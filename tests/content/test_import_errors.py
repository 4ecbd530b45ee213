"""What cannot be loaded is named by file and line, and nothing of it is loaded."""

import re
import shutil

import pytest

from apps.content.actions import ContentError, import_curriculum
from apps.content.models import Lesson, LessonRevision, Module, Track
from tests.content.conftest import SURPRISE

pytestmark = pytest.mark.django_db
FIRST = "m01-arrays/module.toml"
SECOND = "m02-information/module.toml"
LESSON = "m01-arrays/lessons/01-shape.md"
EXERCISE = "m01-arrays/exercises/m01-01-double"


def refuse(folder, place: str, words: str) -> None:
    """Import, expecting an error at `place` (path or path:line) that says `words`, and nothing
    half loaded.
    """
    with pytest.raises(ContentError) as caught:
        import_curriculum(folder.root)
    message = str(caught.value)
    assert re.match(rf"{re.escape(f'{folder.root}/{place}')}(:\d+)?: ", message), message
    assert message.count(str(folder.root)) == 1, message
    assert re.search(words, message), message
    for model in (Track, Module, Lesson, LessonRevision):
        assert not model.objects.exists()


def line_of(folder, path: str, text: str) -> str:
    """path:line of the first line that holds `text`."""
    lines = (folder.root / path).read_text().splitlines()
    return f"{path}:{next(n for n, line in enumerate(lines, 1) if text in line)}"


def test_no_tracks(folder):
    folder.remove("tracks.toml")
    refuse(folder, "tracks.toml", "missing")


def test_a_track_without_its_title(folder):
    folder.change("tracks.toml", 'title = "Ground"\n', "")
    refuse(folder, "tracks.toml", "title")


@pytest.mark.parametrize("path", ["tracks.toml", FIRST])
def test_broken_toml(folder, path):
    folder.write(path, 'id = "x"\nnumber = 1 =\n')
    refuse(folder, f"{path}:2", "Expected")


@pytest.mark.parametrize(
    ("cards", "words"),
    [
        ('[[cards]]\nquestion = "Why?"', "`answer` is missing"),
        ('[[cards]]\nquestion = 1\nanswer = "x"', "`question` must be a string"),
        ('cards = ["Why?"]', "cards are tables"),
    ],
)
def test_a_review_card_that_is_none(folder, cards, words):
    folder.change(LESSON, "importance = 4\n", f"importance = 4\n{cards}\n")
    refuse(folder, LESSON, words)


@pytest.mark.parametrize("key", ["id", "number", "track", "title", "short_title", "hours"])
def test_a_module_without_what_it_needs(folder, key):
    text = (folder.root / FIRST).read_text()
    folder.write(FIRST, re.sub(rf"(?m)^{key} = .*\n", "", text, count=1))
    refuse(folder, FIRST, f"`{key}` is missing")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("number = 1\n", 'number = "one"\n', "number"),
        ("hours = 4\n", 'hours = "four"\n', "hours"),
        ("requires = []\n", 'requires = "m02-information"\n', "requires"),
        ("minutes = 15", 'minutes = "15"', "minutes"),
        ('short_title = "Arrays"', f'short_title = "{"x" * 25}"', "short_title"),
    ],
)
def test_a_value_of_the_wrong_kind(folder, old, new, words):
    folder.change(FIRST, old, new)
    line = 'id = "shape"' if words == "minutes" else new.strip()  # a part is found by its id
    refuse(folder, line_of(folder, FIRST, line), words)


def test_a_part_without_its_title(folder):
    folder.change(FIRST, 'title = "Shapes"\n', "")
    refuse(folder, FIRST, "part shape: .*title")


def test_a_part_of_no_known_kind(folder):
    folder.change(FIRST, 'kind = "lesson"', 'kind = "lecture"')
    refuse(folder, FIRST, "part shape: .*'lecture'")


def test_a_track_that_is_not_there(folder):
    folder.change(FIRST, 'track = "a"', 'track = "z"')
    refuse(folder, FIRST, "no track 'z'")


def test_a_required_module_that_is_not_there(folder):
    folder.change(SECOND, "m01-arrays", "m09-none")
    refuse(folder, SECOND, "requires 'm09-none'")


def test_two_modules_of_one_number(folder):
    folder.change(SECOND, "number = 2", "number = 1")
    refuse(folder, f"{SECOND}:2", "number 1 is taken by m01-arrays")


def test_two_modules_of_one_id(folder):
    folder.change(SECOND, 'id = "m02-information"', 'id = "m01-arrays"')
    refuse(folder, SECOND, "m01-arrays.* twice")


def test_two_lessons_of_one_id_in_a_module(folder):
    folder.change(SECOND, 'id = "entropy"', 'id = "surprise"')
    refuse(folder, SECOND, "'m02-surprise' stands twice")


def test_two_exercises_of_one_id_in_the_course(folder):
    folder.change(
        SECOND, 'kind = "lesson"\nid = "entropy"', 'kind = "exercise"\nid = "m01-01-double"'
    )
    refuse(folder, SECOND, "'m01-01-double' stands twice")


def test_two_modules_whose_lessons_would_share_an_address(folder):
    """m01-arrays and m01-other both make the lesson id m01-shape."""
    text = (folder.root / SECOND).read_text().replace("m02-information", "m01-other")
    folder.write("m01-other/module.toml", text.replace("surprise", "shape"))
    folder.remove(SECOND)
    folder.change(LESSON, "[surprise](lesson:surprise)", "surprise")
    refuse(folder, "m01-other/module.toml", "m01-shape")


def test_a_lesson_without_front_matter(folder):
    folder.write(LESSON, "# The shape\n")
    refuse(folder, f"{LESSON}:1", r"\+\+\+")


def test_front_matter_that_is_no_toml(folder):
    folder.change(LESSON, "minutes = 12", "minutes = twelve")
    refuse(folder, line_of(folder, LESSON, "twelve"), "Invalid value")


@pytest.mark.parametrize("key", ["id", "title", "minutes"])
def test_front_matter_without_what_it_needs(folder, key):
    text = (folder.root / LESSON).read_text()
    folder.write(LESSON, re.sub(rf"(?m)^{key} = .*\n", "", text, count=1))
    refuse(folder, LESSON, f"`{key}` is missing")


def test_front_matter_whose_id_is_another(folder):
    folder.change(LESSON, 'id = "shape"', 'id = "size"')
    refuse(folder, LESSON, "size")


def test_a_bad_formula(folder):
    folder.change(LESSON, "$x_1$", r"$\frac{x$")
    refuse(folder, line_of(folder, LESSON, r"\frac"), "KaTeX")


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("lesson:suprise", "no lesson 'suprise'"),
        ("exercise:m09-09-x", "no exercise 'm09-09-x'"),
        ("module:m99", "no module 'm99'"),
    ],
)
def test_a_link_to_no_unit(folder, link, words):
    folder.change(LESSON, "Rows first.", f"[there]({link})")
    refuse(folder, line_of(folder, LESSON, link), words)


def test_a_figure_that_is_not_there(folder):
    folder.remove("m01-arrays/figures/axes.svg")
    refuse(folder, line_of(folder, LESSON, "/// figure"), "no figure figures/axes.svg")


def test_a_figure_from_outside_of_the_module(folder):
    folder.write("secret.svg", "<svg/>")
    folder.change(LESSON, "figures/axes.svg", "../secret.svg")
    refuse(folder, line_of(folder, LESSON, "/// figure"), r"no figure \.\./secret\.svg")


def test_a_lesson_that_no_outline_names(folder):
    folder.write("m01-arrays/lessons/02-stray.md", SURPRISE)
    refuse(folder, "m01-arrays/lessons/02-stray.md", "names this lesson")


def test_an_exercise_that_no_outline_names(folder):
    shutil.copytree(folder.root / EXERCISE, folder.root / "m01-arrays/exercises/m01-02-stray")
    refuse(folder, "m01-arrays/exercises/m01-02-stray/exercise.toml", "names this exercise")


def test_an_exercise_with_broken_toml(folder):
    folder.change(f"{EXERCISE}/exercise.toml", "minutes = 10", "minutes = ten")
    refuse(folder, line_of(folder, f"{EXERCISE}/exercise.toml", "minutes"), "Invalid value")


def test_an_exercise_with_a_key_that_is_none(folder):
    folder.change(f"{EXERCISE}/exercise.toml", "minutes = 10", "minuets = 10")
    refuse(folder, line_of(folder, f"{EXERCISE}/exercise.toml", "minuets"), "minuets")


def test_an_exercise_whose_id_is_not_its_folder(folder):
    folder.change(f"{EXERCISE}/exercise.toml", "m01-01-double", "m01-01-triple")
    refuse(folder, f"{EXERCISE}/exercise.toml", "m01-01-triple")


def test_an_exercise_without_a_prompt(folder):
    folder.remove(f"{EXERCISE}/prompt.md")
    refuse(folder, f"{EXERCISE}/prompt.md", "missing")


def test_a_bad_formula_in_a_prompt(folder):
    folder.write(f"{EXERCISE}/prompt.md", "Fine.\n\n$\\frac{x$\n")
    refuse(folder, f"{EXERCISE}/prompt.md:3", "KaTeX")


def test_an_exercise_with_a_file_that_is_no_text(folder):
    (folder.root / EXERCISE / "starter" / "data.bin").write_bytes(b"\xff\x00")
    refuse(folder, f"{EXERCISE}/starter/data.bin", "text")


def test_a_mistake_in_the_last_file_undoes_what_came_before(folder):
    import_curriculum(folder.root)
    folder.change(LESSON, "Rows first.", "Changed.")
    folder.write(
        "m02-information/lessons/01-surprise.md", SURPRISE.replace("Less likely", r"$\frac{$ Less")
    )
    with pytest.raises(ContentError):
        import_curriculum(folder.root)
    assert LessonRevision.objects.count() == 1
    assert "Rows first." in Lesson.objects.get(id="m01-shape").current.html
    assert Lesson.objects.get(id="m02-surprise").planned
