"""Python source as the HTML of static/css: one `.ln` a line, numbered, some lines marked."""

from collections.abc import Collection

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

_lexer = PythonLexer(stripnl=False, ensurenl=False)
_formatter = HtmlFormatter(nowrap=True)


def numbered_lines(source: str, hits: Collection[int] = ()) -> str:
    """Safe HTML for the inside of <code>; `hits` are the numbers of lines to mark, from 1."""
    lines = highlight(source.rstrip("\n"), _lexer, _formatter).rstrip("\n").split("\n")
    return "".join(
        f'<span class="{"ln hit" if number in hits else "ln"}" data-n="{number}">{line}\n</span>'
        for number, line in enumerate(lines, 1)
    )
