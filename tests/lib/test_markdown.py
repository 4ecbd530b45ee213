"""Markdown as authors write it, and the HTML that the style sheet expects."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.utils import translation

from apps.lib.labels import LABELS, put_into_words, token
from apps.lib.markdown import MarkupError, pipeline_key, render
from tests.html import parse


def test_a_heading_of_the_second_level_opens_a_section_with_its_anchor():
    page = render("Before.\n\n## First\n\nA.\n\n### Deeper\n\nB.\n\n## Second {#own}\n\nC.\n")
    assert [(s.anchor, s.title) for s in page.sections] == [("first", "First"), ("own", "Second")]
    first, second = parse(page.html).all("section")
    assert (first["data-section"], first["id"]) == ("first", "first")
    assert "B." in first.text and "C." not in first.text
    assert second.first("h2").get("id") is None  # the anchor is the section's, once


def test_a_title_with_markup_gives_plain_words_to_the_contents():
    page = render("## The *entropy* of `p`\n\nText.\n")
    assert page.sections[0].title == "The entropy of p"


def test_a_sidenote_joins_the_paragraph_after_it_and_both_carry_the_same_number():
    html = "/// sidenote\nFirst *note*.\n///\n\nA.\n\n/// sidenote\nSecond.\n///\n\nB.\n"
    first, second = parse(render(html).html).all("div", "noted")
    assert (first.first("aside")["role"], first.first("aside").text) == ("note", "1 First note.")
    assert first.all("p")[-1].text == "A.1"
    assert second.first("aside").text == "2 Second."
    assert [sup.text for sup in second.all("sup", "num")] == ["2", "2"]


def test_a_sidenote_with_no_paragraph_after_it_stays_alone():
    page = parse(render("/// sidenote\nAlone.\n///\n\n## Next\n").html)
    assert page.first("aside").text == "Alone."
    assert not page.all("sup")


def test_a_definition_has_its_label_and_its_terms():
    page = parse(render("/// definition | Definition 1\nThe **surprise** of x.\n///\n").html)
    block = page.first("div", "definition")
    assert block.first("p", "label").text == "Definition 1"
    assert block.first("dfn").text == "surprise"
    assert not block.all("strong")


PREDICT = "/// predict\nHow many?\n\n{choices}//// answer\nTwo, since $1+1=2$.\n////\n///\n\n"


def test_a_prediction_with_a_list_is_a_choice():
    page = parse(render(PREDICT.format(choices="- one\n- **two**\n\n")).html)
    block = page.first("section", "predict")
    choices = block.all("input")
    assert [choice["type"] for choice in choices] == ["radio", "radio"]
    assert len({choice["name"] for choice in choices}) == 1
    assert [label.text for label in block.all("label")] == ["one", "two"]
    assert block.first("strong").text == "two"
    assert block["aria-labelledby"] == block.all("p")[1]["id"]
    assert block.all("p")[1].text == "How many?"


def test_a_loose_list_of_choices_is_a_choice_too():
    page = parse(render(PREDICT.format(choices="- one\n\n- two\n\n")).html)
    assert [label.text for label in page.all("label")] == ["one", "two"]
    assert not page.first("ul").all("p")


def test_a_prediction_without_a_list_has_a_field_before_its_answer():
    page = parse(render(PREDICT.format(choices="")).html)
    block = page.first("section", "predict")
    assert block.first("input")["type"] == "text"
    assert block.html.index("<input") < block.html.index("<details")


def test_an_answer_is_folded_away():
    page = parse(render(PREDICT.format(choices="- one\n- two\n\n")).html)
    answer = page.first("details", "answer")
    assert answer.get("open") is None
    assert "Two, since" in answer.text


def test_two_predictions_have_names_of_their_own():
    page = parse(render(PREDICT.format(choices="- one\n- two\n\n") * 2).html)
    assert len({choice["name"] for choice in page.all("input")}) == 2


def test_a_prediction_without_a_question_is_refused():
    with pytest.raises(MarkupError, match="needs a question"):
        render("/// predict\n///\n")


def test_a_derivation_is_folded_under_its_title():
    page = parse(render("/// derive | Why no player does better\nBecause.\n///\n").html)
    block = page.first("details", "derive")
    assert block.first("summary").text == "Why no player does better"
    assert "Because." in block.text


def test_a_figure_sets_its_svg_into_the_page_with_the_caption():
    asked = []

    def load(path: str) -> str:
        asked.append(path)
        return '<svg viewBox="0 0 1 1"><title>A coin & <em></title></svg>'

    page = parse(
        render("/// figure | figures/coin.svg\n**Figure 1.** So.\n///\n", load_figure=load).html
    )
    figure = page.first("figure")
    assert asked == ["figures/coin.svg"]
    assert figure.first("svg")["viewbox"] == "0 0 1 1"
    assert figure.first("figcaption").text == "Figure 1. So."


def test_a_figure_where_none_can_be_is_refused():
    with pytest.raises(MarkupError, match=r"figures/coin\.svg"):
        render("/// figure | figures/coin.svg\nSo.\n///\n")


def resolve(target: str) -> str | None:
    units = {"lesson:surprise": "/lessons/m03/surprise/", "exercise:later": None}
    if target not in units:
        raise ValueError(f"there is no {target}")
    return units[target]


def test_a_link_to_a_unit_leads_to_its_page():
    page = parse(render("[here](lesson:surprise) and [there](https://example.org)", resolve).html)
    assert [link["href"] for link in page.all("a")] == [
        "/lessons/m03/surprise/",
        "https://example.org",
    ]


def test_a_link_to_a_planned_unit_is_text_that_says_so():
    html = render("See [the *last* one](exercise:later).", resolve).html
    assert not parse(html).all("a")
    assert put_into_words(html) == (
        '<p>See <span>the <em>last</em> one<span class="quiet"> (planned)</span></span>.</p>'
    )


def test_a_link_to_no_unit_is_refused():
    with pytest.raises(MarkupError, match="there is no lesson:suprise"):
        render("[here](lesson:suprise)", resolve)


def test_a_table_scrolls_in_a_box_that_the_keyboard_reaches():
    page = parse(render("| a | b |\n|---|---|\n| 1 | 2 |\n\nAfter.\n").html)
    box = page.first("div", "scroll")
    assert box["tabindex"] == "0"
    assert box.first("td").text == "1"
    assert "After." not in box.text


def test_a_formula_is_set_with_mathml_inside_the_line_and_on_its_own():
    page = parse(render("Inline $p_i < 1$ here.\n\n$$\n\\sum_i p_i\n$$\n").html)
    assert len(page.all("math")) == 2
    assert len(page.all("span", "katex-display")) == 1
    assert page.all("annotation")[0].text == "p_i < 1"


def test_the_same_formula_is_the_same_html_every_time():
    assert render("$x^2$").html == render("$x^2$").html


@pytest.mark.parametrize("tex", [r"\frac{1}{", r"\nosuchcommand x", r"x^2^3"])
def test_a_formula_that_is_wrong_is_refused_with_katex_words_and_its_place(tex):
    with pytest.raises(MarkupError, match="KaTeX parse error") as caught:
        render(f"Fine $x$.\n\nBroken ${tex}$ here.")
    assert caught.value.excerpt == tex
    assert "\n" not in str(caught.value)


def test_a_formula_makes_no_link():
    page = parse(render(r"$\href{javascript:alert(1)}{x}$").html)
    assert page.all("math")
    assert not page.all("a")


def test_a_formula_makes_no_html_of_its_own():
    with pytest.raises(MarkupError, match="HTML extension is disabled"):
        render(r"$\htmlClass{mine}{x}$")


RENDER_AND_END = "from apps.lib.math import render_tex; print(render_tex('x^2', False)[:5])"


def test_a_process_that_has_set_a_formula_ends():
    """Every import does. V8 used to hang in the interpreter's own end, one time in two."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "apps.settings"}
    argv = [sys.executable, "-c", RENDER_AND_END]
    started = [
        subprocess.Popen(argv, env=environment, cwd=settings.BASE_DIR, stdout=subprocess.PIPE)
        for _ in range(6)
    ]
    try:
        said = [process.communicate(timeout=60)[0] for process in started]
    finally:
        for process in started:
            process.kill()
    assert said == [b"<span\n"] * 6


def test_code_is_coloured_by_classes_and_escaped():
    html = render('```python\nx = "<script>"\n```\n').html
    page = parse(html)
    assert page.first("div", "code").first("pre")["tabindex"] == "0"
    assert "&lt;script&gt;" in html
    assert not page.all("script")
    assert all("style" not in node.attributes for node in page.everything())


def test_dollars_in_code_are_no_formula():
    assert not parse(render("`$x$`\n\n```\n$y$\n```\n").html).all("math")


def test_an_empty_text_has_no_sections():
    assert render("\n") == render("")
    assert render("").sections == ()


def test_labels_are_put_into_the_words_of_the_reader():
    stored = f"<p>{token('predict')}</p><p>predict</p>"
    assert put_into_words(stored) == "<p>Predict first</p><p>predict</p>"
    with translation.override("zh-hans"):
        assert put_into_words(stored) == (
            f'<p><span lang="zh-hans">{LABELS["predict"]}</span></p><p>predict</p>'
        )


def test_no_token_is_left_in_a_page_put_into_words():
    html = put_into_words(render(PREDICT.format(choices="")).html)
    assert "\ue000" not in html


def test_a_label_that_nobody_wrote_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        token("no-such-label")


def test_the_key_of_the_pipeline_changes_with_what_decides_the_html(monkeypatch):
    before = pipeline_key()
    monkeypatch.setattr("apps.lib.markdown.PIPELINE", -1)
    pipeline_key.cache_clear()
    try:
        assert pipeline_key() != before
    finally:
        pipeline_key.cache_clear()
