"""Symbols of formulas: each has a row, with its shape, in a table of its lesson or before."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from apps.content.check.findings import Finding
from apps.content.check.units import required_modules, written_lessons
from apps.content.notation import symbols_in
from apps.content.source import Curriculum, ModuleSource

FREE = 8  # formulas in which a symbol may stand without a row: a helper of one passage
_LOCAL = set("ijkted")  # indices, Euler's number, the d of a derivative
_MATH = re.compile(r"\$\$(.+?)\$\$|(?<![\\$])\$([^$\n]+?)\$", re.DOTALL)
_NAMES = re.compile(
    r"\\(?:text\w*|math(?:rm|tt|sf|bb|bf)|operatorname\*?|begin|end|tag)\s*\{[^{}]*\}"
)
_GREEK = {
    "alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta", "kappa",
    "lambda", "mu", "nu", "xi", "rho", "sigma", "tau", "phi", "varphi", "psi", "omega", "ell",
    "Gamma", "Delta", "Theta", "Lambda", "Phi", "Psi", "Omega",
}  # fmt: skip
_SYMBOL = re.compile(r"\\[A-Za-z]+|[A-Za-z]")
_ASIDE = re.compile(r"^```.*?^```$|^/// derive.*?^///$", re.DOTALL | re.MULTILINE)
STYLE = "STYLE.md"  # holds the symbols that mean the same in every module


def check(curriculum: Curriculum, module: ModuleSource, root: Path) -> Iterator[Finding]:
    known = _of_course(root)
    before = required_modules(curriculum, module) - {module.id}
    for other in curriculum.modules:
        if other.id in before:
            for part in written_lessons(other):
                known |= rows(part.lesson.body if part.lesson else "")
    for part in written_lessons(module):
        assert part.lesson
        known |= rows(part.lesson.body)
        for symbol, times, first in _used(part.lesson.source):
            if symbol not in known | _LOCAL and times > FREE:
                text = f"${symbol}$ stands in {times} formulas and in no table of symbols"
                yield Finding(part.lesson.path, first, text)


def _of_course(root: Path) -> set[str]:
    path = root / STYLE
    return rows(path.read_text("utf-8")) if path.is_file() else set()


def rows(markdown: str) -> set[str]:
    """The letters in the first column of tables headed Symbol, Shape."""
    formulas = [row.name for row in symbols_in(markdown) if row.name.startswith("$")]
    return set().union(*map(symbols, formulas))


def symbols(tex: str) -> set[str]:
    """The letters of a formula, Latin and Greek; names in upright type are none."""
    found = _SYMBOL.findall(_NAMES.sub(" ", tex))
    return {each for each in found if each[0] != "\\" or each[1:] in _GREEK}


def _used(source: str) -> Iterator[tuple[str, int, int]]:
    """Each symbol outside of derivations and code, in how many formulas, and its first line."""
    text = _ASIDE.sub(lambda match: "\n" * match[0].count("\n"), source)
    times: Counter[str] = Counter()
    first: dict[str, int] = {}
    for formula in _MATH.finditer(text):
        for symbol in symbols(formula[1] or formula[2]):
            times[symbol] += 1
            first.setdefault(symbol, text.count("\n", 0, formula.start()) + 1)
    for symbol, count in sorted(times.items()):
        yield symbol, count, first[symbol]
