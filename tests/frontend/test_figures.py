"""Figures that answer: figures of the course, on a page of the site."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.frontend.conftest import axe_findings
from tests.frontend.desk import Desk
from tests.frontend.urls import FIGURES


@pytest.fixture
def coin(site: str, learner: Desk, page: Page, complaints: list[str]) -> Iterator[Page]:
    page.goto(f"{site}/try/coin/")
    yield page
    assert complaints == []


def test_a_slider_turns_the_coin(coin: Page) -> None:
    slider = coin.get_by_label("How often heads comes")
    slider.fill("0.9")
    expect(coin.get_by_text("0.90 × 0.152 + 0.10 × 3.322 = 0.469 bits a toss")).to_be_visible()
    expect(slider).to_have_attribute("aria-valuetext", "0.90: 0.469 bits a toss")
    slider.fill("0.5")
    expect(coin.get_by_text("= 1.000 bits a toss")).to_be_visible()


def test_the_mark_lies_on_the_curve(coin: Page) -> None:
    slider = coin.get_by_label("How often heads comes")
    mark = coin.locator("svg circle").last
    for heads, x, y in (("0.5", 201, 14), ("0", 34, 214), ("1", 368, 214)):
        slider.fill(heads)
        expect(mark).to_have_attribute("cx", str(x))
        expect(mark).to_have_attribute("cy", str(y))


def test_what_never_comes_adds_nothing(coin: Page) -> None:
    coin.get_by_label("How often heads comes").fill("1")
    expect(coin.get_by_text("1.00 × 0.000 + 0 = 0.000 bits a toss")).to_be_visible()


def test_the_keyboard_turns_it_too(coin: Page) -> None:
    slider = coin.get_by_label("How often heads comes")
    slider.focus()
    coin.keyboard.press("End")
    expect(slider).to_have_value("1")
    coin.keyboard.press("ArrowLeft")
    expect(slider).to_have_value("0.99")
    expect(coin.get_by_text("= 0.081 bits a toss")).to_be_visible()


@pytest.fixture
def bowl(site: str, learner: Desk, page: Page, complaints: list[str]) -> Iterator[Page]:
    page.goto(f"{site}/try/bowl/")
    yield page
    assert complaints == []


def test_the_path_begins_as_it_was_drawn(bowl: Page) -> None:
    """The script computes what the figure's own script has drawn."""
    drawn = FIGURES["bowl"].read_text().partition('class="curve" d="')[2].partition('"')[0]
    path = bowl.locator("svg path.curve").get_attribute("d")
    assert path
    corners = [[float(n) for n in re.findall(r"[\d.]+", each)] for each in (drawn, path)]
    assert corners[1] == pytest.approx(corners[0], abs=0.11)


def test_a_slider_sets_the_learning_rate(bowl: Page) -> None:
    slider = bowl.get_by_label("Learning rate")
    expect(slider).to_have_value("0.2")
    expect(bowl.get_by_text("factors −0.800 across and 0.800 along; 0.03 from")).to_be_visible()
    slider.fill("0.11")
    expect(bowl.get_by_text("Rate 0.110: factors 0.010 across and 0.890")).to_be_visible()


def test_beyond_the_wall_the_path_leaves_the_bowl(bowl: Page) -> None:
    slider = bowl.get_by_label("Learning rate")
    slider.focus()
    bowl.keyboard.press("End")
    expect(slider).to_have_value("0.25")
    said = "Rate 0.250: factors −1.250 across and 0.750 along; 52.04 from the bottom at the end"
    expect(slider).to_have_attribute("aria-valuetext", said)
    bowl.keyboard.press("Home")
    expect(bowl.get_by_text("Rate 0.010: factors 0.910 across")).to_be_visible()


@pytest.fixture
def attention(site: str, learner: Desk, page: Page, complaints: list[str]) -> Iterator[Page]:
    page.goto(f"{site}/try/map/")
    yield page
    assert complaints == []


HERS = "Karin 0.803, lost 0.015, her 0.109, key 0.015, Ben 0.015, lost 0.015, his 0.015, hat 0.015"


def test_the_map_begins_as_it_was_drawn(attention: Page) -> None:
    slider = attention.get_by_label("Which word asks")
    expect(slider).to_have_value("2")
    expect(slider).to_have_attribute("aria-valuetext", f"“her” looks at {HERS}")
    expect(attention.get_by_text(f"“her” looks at {HERS}")).to_be_visible()
    expect(attention.locator("svg text.weight").first).to_have_text("0.803")


def test_the_keyboard_moves_through_the_map(attention: Page) -> None:
    slider = attention.get_by_label("Which word asks")
    slider.focus()
    attention.keyboard.press("ArrowRight")
    expect(attention.get_by_text("“key” looks at Karin 0.305, lost 0.041")).to_be_visible()
    expect(attention.locator("svg text.asks")).to_have_text("key")
    attention.keyboard.press("Home")
    expect(attention.get_by_text("“Karin” looks at Karin 0.125, lost 0.125")).to_be_visible()
    expect(attention.locator("svg rect.hand")).to_have_attribute("y", "30")


def test_a_pointer_on_the_map_chooses_the_row(attention: Page) -> None:
    box = attention.locator("svg[data-looks=map]").bounding_box()
    assert box
    scale = box["width"] / 402
    attention.mouse.move(box["x"] + 100 * scale, box["y"] + (30 + 6.5 * 42) * scale)
    expect(attention.get_by_label("Which word asks")).to_have_value("6")
    expect(attention.locator("svg text.weight")).to_have_text(
        ["0.015", "0.015", "0.015", "0.015", "0.803", "0.015", "0.109", "0.015"]
    )
    attention.mouse.move(box["x"] + 100 * scale, box["y"] + 5 * scale)  # above the first row
    expect(attention.get_by_label("Which word asks")).to_have_value("6")


@pytest.fixture
def cell(site: str, learner: Desk, page: Page, complaints: list[str]) -> Iterator[Page]:
    page.goto(f"{site}/try/cell/")
    yield page
    assert complaints == []


def test_a_slider_steps_through_the_word(cell: Page) -> None:
    """The cell of the course: 0.982 is the sigmoid of 4, 0.964 the tanh of 2."""
    slider = cell.get_by_label("Step through the letters")
    expect(cell.get_by_text("c = 0.982 × −0.014 + 0.982 × 0.964 = 0.933")).to_be_visible()
    slider.fill("6")
    expect(cell.get_by_text("c = 0.982 × 2.754 + 0.018 × −0.964 = 2.687")).to_be_visible()
    expect(cell.get_by_text("h = 0.982 × tanh(2.687) = 0.973")).to_be_visible()


def test_the_first_letter_finds_an_empty_cell(cell: Page) -> None:
    cell.get_by_label("Step through the letters").fill("0")
    expect(cell.get_by_text("c = 0.982 × 0.000 + 0.018 × −0.762 = −0.014")).to_be_visible()


def test_the_frame_stands_around_the_letter(cell: Page) -> None:
    slider = cell.get_by_label("Step through the letters")
    frame = cell.locator("svg rect.hand")
    for letter in range(9):
        slider.fill(str(letter))
        around, name = frame.bounding_box(), cell.locator("svg text").nth(-9 + letter)
        inside = name.bounding_box()
        assert around and inside
        assert around["x"] < inside["x"] and around["y"] < inside["y"]
        assert inside["x"] + inside["width"] < around["x"] + around["width"]


def test_the_keyboard_steps_and_a_screen_reader_hears_where(cell: Page) -> None:
    slider = cell.get_by_label("Step through the letters")
    slider.focus()
    cell.keyboard.press("End")
    cell.keyboard.press("ArrowLeft")
    expect(slider).to_have_value("7")
    expect(slider).to_have_attribute(
        "aria-valuetext",
        "Letter 8, space: i 0.018, f 0.018, g 0.762, o 0.047, c 0.062, h 0.003",
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("name", ["coin", "bowl", "cell", "map"])
def test_it_fits_and_is_accessible(
    site: str, learner: Desk, page: Page, name: str, theme: str, width: int
) -> None:
    page.goto(f"{site}/try/{name}/")
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
    box = page.get_by_role("slider").bounding_box()
    assert box and box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe_findings(page) == []


@pytest.mark.parametrize("name", ["coin", "bowl", "cell", "map"])
def test_without_scripts_the_figure_stands_alone(
    site: str, learner: Desk, browser: Browser, name: str
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/try/{name}/")
    expect(page.locator("figure svg")).to_be_visible()
    expect(page.locator("input[type=range]")).to_have_count(0)
    page.context.close()


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("coin", "正面出现的频率"),
        ("bowl", "学习率"),
        ("cell", "逐个字母地看"),
        ("map", "由哪个词提问"),
    ],
)
def test_the_labels_speak_the_language_of_the_page(
    site: str, learner: Desk, browser: Browser, name: str, label: str
) -> None:
    page = browser.new_context(locale="zh-CN").new_page()
    page.goto(f"{site}/try/{name}/")
    expect(page.get_by_label(label)).to_be_visible()
    page.context.close()
