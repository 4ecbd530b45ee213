"""Small changes of a reference, made mechanically: each should fail some test.

A change is written down by its text and the function it stands in, never by a line number, so that
an edit elsewhere leaves it what it was.
"""

import ast
import copy
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from apps.grading.verify.rules import changed
from apps.sandbox.exercise import Exercise

MOST, BUDGET_S = 120, 1200  # changes of one exercise that are tried, and how long at most
_SHOWN = ast.Call | ast.BinOp | ast.BoolOp | ast.Compare | ast.Subscript | ast.IfExp | ast.stmt


@dataclass(frozen=True)
class Change:
    """One change of one file; `old` and `new` are the expression or statement around it."""

    file: str
    function: str  # qualified; "module" outside of functions
    old: str
    new: str
    line: int
    source: str  # the whole file with the change in it
    number: int = 1  # the same change stands in this function several times

    @property
    def name(self) -> str:
        """As design.md lists it."""
        again = f" ({self.number})" if self.number > 1 else ""
        return f"`{self.file}` `{self.function}`: `{self.old}` → `{self.new}`{again}"


def changes_of(exercise: Exercise, functions: Collection[str] | None = None) -> list[Change]:
    """Every change, in order. `functions`: only in these and what they hold.

    What the starter holds already is not the learner's work, and is left alone.
    """
    found = []
    for file in exercise.files:
        given = _definitions(exercise.starter.get(file, ""))
        found += list(_changes(file, exercise.solution.get(file, ""), given, functions))
    return found


def affordable(changes: list[Change], cost_s: float) -> list[Change]:
    """As many as may be tried, always the same ones, when one run takes `cost_s`."""
    most = min(MOST, int(BUDGET_S / max(cost_s, 0.01)))
    chosen = sorted(changes, key=lambda change: sha256(change.name.encode()).digest())[:most]
    return sorted(chosen, key=changes.index)


def _definitions(source: str) -> dict[str, str]:
    """Each function of a file by its qualified name, as a text that ignores layout."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return {}
    return {
        name: ast.dump(node) for node, name in _walk(tree, "") if isinstance(node, ast.FunctionDef)
    }


def _walk(node: ast.AST, scope: str) -> Iterator[tuple[ast.AST, str]]:
    """Every node below, in order, with the qualified name of the function it belongs to."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        scope = f"{scope}.{node.name}" if scope else node.name
    yield node, scope
    for child in _children(node):
        yield from _walk(child, scope)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """Parts that decide what a program does: no annotation, decorator, error message or text."""
    if isinstance(node, ast.Raise | ast.Assert | ast.JoinedStr | ast.Import | ast.ImportFrom):
        return
    for field, value in ast.iter_fields(node):
        if field not in ("annotation", "returns", "decorator_list", "type_params"):
            yield from (x for x in _listed(value) if isinstance(x, ast.AST))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _changes(
    file: str, source: str, given: Mapping[str, str], functions: Collection[str] | None
) -> Iterator[Change]:
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    left_alone = {n for n, text in _definitions(source).items() if given.get(n) == text}
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    times: dict[str, int] = {}
    for node, scope in _walk(tree, ""):
        if _inside(scope, left_alone) or not (functions is None or _inside(scope, functions)):
            continue
        for new in changed(node, parents):
            ast.fix_missing_locations(ast.copy_location(new, node))
            change = _change(file, scope or "module", tree, node, new, parents)
            if change.old != change.new:
                times[change.name] = number = times.get(change.name, 0) + 1
                yield replace(change, number=number)


def _inside(scope: str, functions: Collection[str]) -> bool:
    return any(scope == name or scope.startswith(f"{name}.") for name in functions)


def _change(
    file: str,
    function: str,
    tree: ast.Module,
    node: ast.AST,
    new: ast.AST,
    parents: Mapping[ast.AST, ast.AST],
) -> Change:
    shown = node
    while not isinstance(shown, _SHOWN) and shown in parents:
        shown = parents[shown]
    return Change(
        file,
        function,
        _text(shown),
        _text(_with(shown, node, new)),
        getattr(shown, "lineno", 0),
        ast.unparse(_with(tree, node, new)) + "\n",
    )


def _with(root: ast.AST, node: ast.AST, new: ast.AST) -> ast.AST:
    """A copy of `root` in which `new` stands in the place of `node`."""
    return copy.deepcopy(root, {id(node): new})


def _text(node: ast.AST) -> str:
    """A node's first line; what an `if` or a loop holds is left out."""
    return ast.unparse(node).splitlines()[0].strip()
