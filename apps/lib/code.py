"""Python source as the HTML of static/css: one `.ln` a line, numbered, some lines marked."""

import re
from collections.abc import Collection, Iterable

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

_lexer = PythonLexer(stripnl=False, ensurenl=False)
_formatter = HtmlFormatter(nowrap=True)
_PIECE = re.compile(r"<[^>]*>|&[^;]*;|.", re.DOTALL)


def numbered_lines(source: str, hits: Collection[int] = ()) -> str:
    """Safe HTML for the inside of <code>; `hits` are the numbers of lines to mark, from 1."""
    return "".join(
        one_line(number, line, "hit" if number in hits else "")
        for number, line in enumerate(coloured_lines(source.rstrip("\n")), 1)
    )


def coloured_lines(source: str) -> list[str]:
    """Safe HTML of each line, without its line feed; what a line opens it closes."""
    lines = highlight(source, _lexer, _formatter).split("\n")
    return lines[: source.count("\n") + 1]


def one_line(number: int | str, html: str, kind: str = "") -> str:
    """A line of a listing. `kind`: hit, talk, add, del."""
    return f'<span class="{f"ln {kind}".strip()}" data-n="{number}">{html}\n</span>'


def marked(html: str, spans: Iterable[tuple[int, int]], tag: str) -> str:
    """`html` of one line, with the characters from and to of each span inside elements `tag`."""
    places = {place for start, end in spans for place in range(start, end)}
    out: list[str] = []
    place, is_open = 0, False
    for piece in _PIECE.findall(html):
        is_letter = piece[0] != "<"
        wanted = is_letter and place in places
        if is_open and not wanted:
            out.append(f"</{tag}>")
        elif wanted and not is_open:
            out.append(f"<{tag}>")
        is_open = wanted
        out.append(piece)
        place += is_letter
    return "".join(out) + (f"</{tag}>" if is_open else "")
