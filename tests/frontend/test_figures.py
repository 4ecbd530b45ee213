"""Figures that answer: the figure of the course, on a page of the site."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.frontend.conftest import axe_findings
from tests.frontend.desk import Desk


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


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 820, 1440])
def test_it_fits_and_is_accessible(coin: Page, theme: str, width: int) -> None:
    coin.set_viewport_size({"width": width, "height": 800})
    coin.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
    box = coin.get_by_label("How often heads comes").bounding_box()
    assert box and box["height"] >= 44
    assert coin.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe_findings(coin) == []


def test_without_scripts_the_figure_stands_alone(
    site: str, learner: Desk, browser: Browser
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/try/coin/")
    expect(page.locator("figure svg")).to_be_visible()
    expect(page.locator("input[type=range]")).to_have_count(0)
    page.context.close()


def test_the_labels_speak_the_language_of_the_page(
    site: str, learner: Desk, browser: Browser
) -> None:
    page = browser.new_context(locale="zh-CN").new_page()
    page.goto(f"{site}/try/coin/")
    expect(page.get_by_label("正面出现的频率")).to_be_visible()
    page.context.close()
