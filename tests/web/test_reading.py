"""Home, map and lesson: open to everybody, with marks for those who are signed in."""

import pytest

from apps.learning.models import SectionRead
from tests.factories import (
    make_exercise,
    make_lesson,
    make_module,
    make_notation,
    make_result,
    make_run,
    make_submission,
    make_track,
)
from tests.html import Node, parse

pytestmark = pytest.mark.django_db


def page(client, address: str) -> Node:
    answer = client.get(address)
    assert answer.status_code == 200
    return parse(answer.content)


@pytest.fixture
def at(lesson):
    return lesson.get_absolute_url()


# The lesson


def test_a_lesson_reads_signed_out(client, at, exercise):
    shown = page(client, at)
    assert shown.first("h1").text == "Surprise"
    sections = [node for node in shown.all("section") if "data-section" in node]
    assert [section["data-section"] for section in sections] == ["one", "two"]
    assert "In short." in shown.first("article").text
    assert "data-progress-url" not in shown.first("article")
    assert not shown.all("button", "btn")


def test_signed_in_it_says_where_progress_goes(alice, at, exercise):
    article = page(alice, at).first("article")
    assert article["data-progress-url"] == f"{at}read/"
    assert article["data-read"] == ""


def test_a_section_that_was_read_is_marked(alice, as_user, at, exercise):
    answer = alice.post(f"{at}read/", {"section": "one"})
    assert (answer.status_code, answer.content) == (204, b"")
    shown = page(alice, at)
    assert shown.first("article")["data-read"] == "one"
    items = [item for item in shown.all("li") if "data-contents" in item]
    marks = {item["data-contents"]: bool(item.all("span", "read-mark")) for item in items}
    assert marks == {"one": True, "two": False}
    assert page(as_user("charlie"), at).first("article")["data-read"] == ""


def test_read_again_it_is_marked_once(alice, at, exercise):
    for _ in range(2):
        alice.post(f"{at}read/", {"section": ["one", "two"]})
    assert SectionRead.objects.count() == 2


def test_a_section_that_is_none_is_not_marked(alice, at, exercise):
    assert alice.post(f"{at}read/", {"section": ["x", "<script>"]}).status_code == 204
    assert not SectionRead.objects.exists()


def test_the_button_marks_all_and_comes_back(alice, at, exercise):
    answer = alice.post(f"{at}read/", follow=True)
    assert answer.redirect_chain == [(at, 302)]
    assert SectionRead.objects.count() == 2
    assert "You have read this lesson." in parse(answer.content).text
    assert "I have read all of it" not in parse(answer.content).text


def test_what_is_written_is_linked_and_what_is_planned_is_not(client, at, lesson, exercise):
    make_lesson("entropy", lesson.module, None)
    make_exercise("m03-02-later", lesson.module, written=False)
    contents = page(client, at).id("contents")
    links = [link["href"] for link in contents.all("a") if not link["href"].startswith("#")]
    assert links == [at, exercise.get_absolute_url()]
    assert contents.text.count("(planned)") == 2


def test_it_leads_on_to_what_is_written_next(client, at, lesson, exercise):
    make_lesson("planned", lesson.module, None)
    later = make_lesson("entropy", lesson.module)
    acts = [link["href"] for link in page(client, at).first("div", "acts").all("a")]
    assert acts == [exercise.get_absolute_url(), later.get_absolute_url()]
    assert page(client, later.get_absolute_url()).first("div", "acts").first("a")["href"] == "/map/"


@pytest.mark.parametrize("gone", ["planned", "retired"])
def test_what_is_not_there_cannot_be_read(alice, lesson, at, gone):
    if gone == "planned":
        lesson.current = None
    lesson.retired = gone == "retired"
    lesson.save()
    assert alice.get(at).status_code == 404
    assert alice.post(f"{at}read/").status_code == 404


# The symbols of a module


def test_symbols_stand_by_the_section_that_introduces_them(client, lesson, exercise):
    address = make_notation(lesson.module, 2).get_absolute_url()
    shown = page(client, address)
    assert shown.first("h1").text == "Notation"
    table = shown.first("table", "symbols")
    assert [head.text for head in table.first("thead").all("th")] == [
        "Symbol",
        "Shape",
        "What it holds",
    ]
    places = [body.first("a") for body in table.all("tbody")]
    assert [(place.text, place["href"]) for place in places] == [
        ("Surprise: One", "/lessons/m/surprise/#one")
    ] * 2
    assert [cell.text for cell in table.first("tbody").all("td")] == ["p", "(V,)", "a distribution"]
    contents = shown.id("contents").all("a")
    assert [link["href"] for link in contents if "aria-current" in link] == [address]


def test_the_symbols_are_one_step_from_map_lesson_and_exercise(client, at, lesson, exercise):
    pages = ["/map/", at, exercise.get_absolute_url()]
    assert not any(page(client, each).all("a", href=notation_of(lesson)) for each in pages)
    make_notation(lesson.module)
    assert all(len(page(client, each).all("a", href=notation_of(lesson))) == 1 for each in pages)


def notation_of(lesson) -> str:
    return f"/modules/{lesson.module_id}/notation/"


def test_a_module_without_symbols_has_no_page_of_them(client, lesson):
    assert client.get(notation_of(lesson)).status_code == 404


# The map


def test_an_empty_course_has_a_map_and_a_home(client, db):
    assert "has not been loaded yet" in page(client, "/map/").text
    assert page(client, "/").first("h1")


def test_the_map_shows_modules_by_track_with_their_units(client, lesson, exercise):
    make_module(4, track=make_track("z"), title="Later")
    make_lesson("later", lesson.module.__class__.objects.get(number=4), None)
    shown = page(client, "/map/")
    assert [heading.text for heading in shown.first("div", "tracks").all("h2")] == [
        "B · Track b",
        "Z · Track z",
    ]
    links = {link["href"] for link in shown.id("m03-module").all("a")}
    assert links == {lesson.get_absolute_url(), exercise.get_absolute_url()}


def test_a_planned_module_has_no_links(client, lesson, exercise):
    module = make_module(9)
    make_lesson("later", module, None)
    make_exercise("m09-01-later", module, written=False)
    shown = page(client, "/map/")
    planned = shown.id("m09-module")
    assert planned.tag == "div" and "planned" in planned.text
    assert not planned.all("a")
    assert not shown.first("svg", width="392").all("a", href="#m09-module")


def test_retired_units_are_not_on_the_map(client, lesson, exercise):
    from apps.content.outline import store_outline

    exercise.retired = True
    exercise.save()
    store_outline(exercise.module_id)
    assert exercise.title not in page(client, "/map/").id("m03-module").text


def states(shown: Node, module: str = "m03-module") -> dict[str, str]:
    """Title → state, as the table of a module tells it."""
    rows = shown.id(module).first("tbody").all("tr")
    return {row.all("td")[1].text: row.all("td")[-1].text for row in rows}


def test_states_of_units_move_as_the_learner_does(alice, cast, lesson, exercise, at):
    make_lesson("later", lesson.module, None)
    title = exercise.title
    assert states(page(alice, "/map/")) == {
        "Surprise": "not begun",
        title: "not begun",
        "Later": "planned",
    }
    alice.post(f"{at}read/", {"section": "one"})
    make_run(make_submission(cast["alice"], exercise), "done", result=make_result("pass", "fail"))
    assert states(page(alice, "/map/")) == {
        "Surprise": "begun",
        title: "1 of 2 tests",
        "Later": "planned",
    }
    alice.post(f"{at}read/")
    make_run(make_submission(cast["alice"], exercise), "done", result=make_result("pass", "pass"))
    assert states(page(alice, "/map/")) == {
        "Surprise": "done",
        title: "passed, 2 tries",
        "Later": "planned",
    }


def test_what_was_cancelled_or_superseded_is_no_try(alice, cast, lesson, exercise):
    for state in ("cancelled", "superseded"):
        make_run(make_submission(cast["alice"], exercise), state)
    assert states(page(alice, "/map/"))[exercise.title] == "not begun"
    make_run(make_submission(cast["alice"], exercise), "done", result=make_result("pass"))
    assert states(page(alice, "/map/"))[exercise.title] == "passed"


def test_nobody_sees_how_far_another_is(alice, as_user, client, cast, lesson, exercise, at):
    alice.post(f"{at}read/")
    make_run(make_submission(cast["alice"], exercise), "done", result=make_result("pass"))
    for other in (client, as_user("charlie"), as_user("bob")):
        assert set(states(page(other, "/map/")).values()) == {"not begun"}


def test_a_pass_stays_a_pass_after_a_later_failure(alice, cast, lesson, exercise):
    for statuses in (["pass"], ["fail"]):
        result = make_result(*statuses)
        make_run(make_submission(cast["alice"], exercise), "done", result=result)
    assert states(page(alice, "/map/"))[exercise.title] == "passed, 2 tries"


def first_act(shown: Node) -> str:
    return shown.first("section", "next").first("p", "acts").first("a")["href"]


def test_the_map_leads_to_where_one_stopped(alice, lesson, exercise, at):
    second = make_lesson("entropy", lesson.module)
    assert first_act(page(alice, "/map/")) == at
    alice.post(f"{at}read/", {"section": "one"})
    shown = page(alice, "/map/")
    assert first_act(shown) == f"{at}#two"
    assert "before section 2, “Two”" in shown.text
    alice.post(f"{at}read/")
    assert first_act(page(alice, "/map/")) == exercise.get_absolute_url()
    alice.post(f"{second.get_absolute_url()}read/", {"section": "one"})
    assert first_act(page(alice, "/map/")) == f"{second.get_absolute_url()}#two"


def test_when_all_is_done_the_map_says_so(alice, cast, lesson, exercise, at):
    alice.post(f"{at}read/")
    make_run(make_submission(cast["alice"], exercise), "done", result=make_result("pass"))
    assert "Everything that is written, you have done." in page(alice, "/map/").text


def test_the_graph_joins_a_module_with_what_it_requires(client, lesson, exercise):
    later = make_module(5, requires=(lesson.module,))
    make_lesson("five", later)
    svg = page(client, "/map/").first("svg", width="392")
    assert len(svg.all("circle")) == 2
    assert len([path for path in svg.all("path") if path["d"].startswith("M170 27C")]) == 1


def test_counts_come_from_the_database(client, lesson, exercise):
    make_lesson("later", lesson.module, None)
    foot = page(client, "/map/").first("footer").text
    assert "1 module, 2 lessons of which 1 " in foot.replace("modules", "module")


# Home


def test_home_leads_to_the_map_and_to_a_lesson(client, lesson, exercise):
    acts = page(client, "/").first("p", "acts").all("a")
    assert [act["href"] for act in acts] == ["/map/", lesson.get_absolute_url()]


def test_home_leads_on_where_one_stopped(alice, lesson, exercise, at):
    alice.post(f"{at}read/", {"section": "one"})
    assert page(alice, "/").first("p", "acts").all("a")[1]["href"] == f"{at}#two"


# The frame


def test_every_page_offers_the_other_language_and_stays_where_it_is(client, lesson, exercise, at):
    form = page(client, at).first("form", action="/language/setlang/")
    assert form.first("input", name="next")["value"] == at
    assert form.first("button")["value"] == "zh-hans"
    client.post(form["action"], {"language": "zh-hans", "next": at})
    shown = page(client, at)
    assert shown.first("html")["lang"] == "zh-hans"
    assert shown.first("article")["lang"] == "en"


def test_stored_labels_are_in_the_language_of_the_reader(client, lesson, db):
    text = "## A\n\n/// predict\nHow?\n\n//// answer\nSo.\n////\n///\n"
    at = make_lesson("asks", lesson.module, text).get_absolute_url()
    assert "Predict first" in page(client, at).text
    client.post("/language/setlang/", {"language": "zh-hans"})
    chinese = page(client, at).text
    assert "Predict first" not in chinese and "\ue000" not in chinese


@pytest.mark.parametrize("address", ["/nothing/", "/lessons/x/y/", "/exercises/x/", "/attempts/1/"])
def test_what_is_not_there_is_answered_by_a_page_of_ours(alice, address):
    answer = alice.get(address)
    assert answer.status_code == 404
    assert "There is no such page." in parse(answer.content).text
