"""What anybody may type: Markdown, formulas and code come out set, and nothing else comes out."""

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.lib import math, usertext
from apps.lib.usertext import MATH_HTML, MAX_CHARACTERS, TooLong, render_user_text
from tests.html import Node, parse

FORMULA = {"math", "semantics", "annotation", "svg", "path", "line"}  # within .katex only
TAGS = usertext._TAGS | FORMULA


def page(text: str) -> Node:
    return parse(render_user_text(text))


def formulas_set_aside(html: str) -> str:
    return re.sub(r'<span class="katex.*?</span>(?=[^<]|$|</p>|<br>)', "", html, flags=re.DOTALL)


def test_formulas_and_code_are_set():
    shown = page("Divide by $\\sqrt{d_k}$:\n\n```python\ns = Q @ K\n```\n\nand `np.where` it.")
    assert shown.all("span", "katex")
    assert shown.all("div", "code")[0].all("pre")[0]["tabindex"] == "0"
    assert [node.raw for node in shown.all("code")][-1] == "np.where"


def test_a_line_break_is_one():
    assert len(page("one\ntwo").all("br")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<style>*{display:none}</style>",
        "<div style='position:fixed;inset:0'>over</div>",
        "<p onclick=alert(1)>x</p>",
        "<!-- --><svg onload=alert(1)>",
        "</div></section><form action=/account/logout/>",
        "<a href='javascript:alert(1)'>x</a>",
        "> <b>quoted</b>\n> - <iframe src=//evil>",
        "```\n</code></pre><script>alert(1)</script>\n```",
        "`</code><script>alert(1)</script>`",
        "$</span><script>alert(1)</script>$",
        "$\\href{javascript:alert(1)}{x}$",
        "$\\htmlStyle{position:fixed}{x}$ $\\includegraphics{x}$",
    ],
)
def test_html_is_text(text):
    for node in page(text).everything():
        assert node.tag not in ("script", "img", "style", "iframe", "form", "b", "input")
        assert not [name for name in node.attributes if name[:2] == "on"]
        assert node.attributes.get("href") is None
        assert "position" not in node.attributes.get("style", "")


@pytest.mark.parametrize(
    "target",
    [
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#115;cript:alert(1)", "blob:x"),
        *(
            "vbscript:x",
            " javascript:x",
            "\x01javascript:x",
            "file:///etc/passwd",
            "data:text/html,x",
        ),
    ],
)
def test_a_link_leads_to_the_web_or_nowhere(target):
    for text in (f"[x]({target})", f"[x](<{target}>)", f"<{target}>", f"[x][1]\n\n[1]: {target}"):
        links = [node.attributes.get("href", "") for node in page(text).all("a")]
        assert all(link == "" or ":" not in link.split("/")[0] for link in links), links


def test_links_to_the_web_are_marked_as_somebodys():
    link = page("[numpy](https://numpy.org/)").all("a")[0]
    assert (link["href"], link["rel"]) == ("https://numpy.org/", "nofollow noopener noreferrer")


def test_no_picture_no_class_no_id_of_the_writers():
    shown = page(
        "![x](https://evil/x.png)\n\n```{.bar #main .python}\nx\n```\n\n# Title {#main .bar}"
    )
    assert not shown.all("img") and not shown.all("h1")
    for node in shown.everything():
        assert "id" not in node and "bar" not in node.classes


@pytest.mark.parametrize("tex", ["\\frac{1}", "\\nothing", "{", "x^{2}^{3}", "\\begin{matrix}"])
def test_a_formula_that_cannot_be_set_is_shown_as_typed(tex):
    assert tex in page(f"Is ${tex}$ right?").raw


def test_a_formula_takes_letters_of_any_script():
    assert page("$v = \\text{距离} / t$ 与 $速度$").all("span", "katex")


def test_a_formula_is_no_larger_than_a_page():
    html = render_user_text("$\\rule{9999em}{9999em}$")
    assert "9999em;" not in html and "20em" in html


def test_what_formulas_take_is_bounded_and_not_kept(monkeypatch):
    html = render_user_text("$a$ " * (MAX_CHARACTERS // 4))
    assert len(html) < MATH_HTML + 30 * MAX_CHARACTERS
    monkeypatch.setattr(usertext, "MATH_SECONDS", 0.0)
    assert not page("$x$").all("span", "katex")
    before = math.render_tex.cache_info().currsize
    render_user_text("$never + cached$")
    assert math.render_tex.cache_info().currsize == before


def test_too_much_is_refused():
    render_user_text("x" * MAX_CHARACTERS)
    with pytest.raises(TooLong):
        render_user_text("x" * (MAX_CHARACTERS + 1))


PIECES = [
    *[
        "> ",
        "- ",
        "1. ",
        "*",
        "_",
        "**",
        "[",
        "[](",
        "](",
        "![",
        "`",
        "```\n",
        "$",
        "$$",
        "\\(",
        "<",
    ],
    *["&", "|", "|-|\n", "#", "\n", "\t", "    ", "\\", "x", "漢", "é", "שלום", "\x00", "\u202e"],
    *["<script>", "javascript:", "[x](javascript:y)", "{.a #b}", "\ud800", "~~~", "=\n", ": "],
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_nothing_but_what_is_allowed_comes_out_of_any_text(text):
    html = render_user_text(text)
    for node in parse(formulas_set_aside(html)).everything():
        assert node.tag in TAGS or node.tag[0] == "m"
        assert set(node.attributes) <= {
            "class",
            "href",
            "title",
            "rel",
            "tabindex",
            "style",
            "aria-hidden",
            "xmlns",
            "encoding",
            "mathvariant",
            "stretchy",
            "display",
        }


LONG = MAX_CHARACTERS
BOMBS = {
    "quotes": "> " * (LONG // 2),
    "lists": "- " * (LONG // 2),
    "numbers": "1. " * (LONG // 3),
    "nested": "\n".join("    " * depth + "- x" for depth in range(60)),
    "stars": "*" * LONG,
    "emphasis": "**a *b " * (LONG // 7),
    "brackets": "[" * LONG,
    "brackets in paragraphs": ("[" * 98 + "\n\n") * (LONG // 100),
    "links": "[](" * (LONG // 3),
    "pictures": "![" * (LONG // 2),
    "ticks": "".join("`" * n + " " for n in range(140)),
    "tables": "|" * (LONG // 2) + "\n" + "-|" * (LONG // 4 - 1) + "\n",
    "fences": "> ```\n" * (LONG // 6),
    "dollars": "$" * LONG,
    "braces": "$" + "{" * (LONG - 2) + "$",
    "fractions": "$" + "\\frac{" * 1600 + "$",
    "macros": r"$\def\a{\b\b\b\b}\def\b{\c\c\c\c}\def\c{\a\a}\a$",
    "powers": "$" + "x^{" * 2400 + "y" + "}" * 2400 + "$",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_takes_a_bounded_number_of_steps(name):
    """Counted in calls of functions, which no busy machine changes."""
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    render_user_text("$x$")  # whatever is made once is made now
    sys.setprofile(count)
    try:
        html = render_user_text(BOMBS[name][:LONG])
    finally:
        sys.setprofile(None)
    assert calls < 1_500_000
    assert len(html) < MATH_HTML + 30 * LONG
