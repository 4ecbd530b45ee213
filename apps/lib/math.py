"""TeX to HTML and MathML by KaTeX, run here when content is loaded so that pages carry no math
script.
"""

import atexit
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from django.conf import settings
from py_mini_racer import JSEvalException, MiniRacer

RENDER = """
function render(tex, display, strict) {
  const options = {displayMode: display, throwOnError: true, trust: false};
  const manner = strict ? {strict: "error"} : {strict: "ignore", maxSize: 20, maxExpand: 200};
  return katex.renderToString(tex, {...options, ...manner});
}
"""
_lock = threading.Lock()  # one V8 context serves one caller at a time


class MathError(ValueError):
    """KaTeX rejects this TeX; the message is its own."""


@cache
def _context() -> MiniRacer:
    path = settings.KATEX_SCRIPT
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: build the front end first (`make run`).")
    # In a thread of its own there is no event loop that it could borrow and that might end first.
    with ThreadPoolExecutor(1) as thread:
        context = thread.submit(MiniRacer).result()
    atexit.register(context.close)  # left to the interpreter's own end, V8 sometimes never returns
    context.eval(path.read_text())
    context.eval(RENDER)
    return context


@cache
def katex_version() -> str:
    with _lock:
        return str(_context().eval("katex.version"))


@cache
def render_tex(tex: str, display: bool) -> str:
    """HTML with MathML inside, for one formula of an author's. Raises MathError."""
    return _render(tex, display, strict=True)


def render_strange_tex(tex: str, display: bool, seconds: float) -> str:
    """The same for what anybody typed, within bounds of time and size; kept in no cache. Letters of
    any script are let pass. Raises MathError.
    """
    return _render(tex, display, strict=False, seconds=seconds)


def _render(tex: str, display: bool, strict: bool, seconds: float | None = None) -> str:
    call = ", ".join(json.dumps(each) for each in (tex, display, strict))
    try:
        with _lock:
            return str(_context().eval(f"render({call})", timeout_sec=seconds))
    except JSEvalException as error:
        raise MathError(_first_line(str(error))) from None


def _first_line(message: str) -> str:
    """KaTeX's sentence, without the JavaScript stack that follows it."""
    line = next((line for line in message.splitlines() if "KaTeX" in line), message)
    return line[max(line.find("KaTeX"), 0) :].strip()
