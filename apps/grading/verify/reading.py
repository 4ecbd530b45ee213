"""What the source of tests shows before any of them runs."""

import ast
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from apps.sandbox.exercise import Exercise

TRAINS = {"cpu_clock", "training_steps"}  # the fixtures of a test that trains
DRAWS = {"rng", "seed"}
_COLD = "fresh_solution"
_PAIRS = {  # functions whose first two arguments are compared
    "check_close", "check_equal", "assert_allclose", "assert_array_equal", "assert_equal",
    "array_equal", "allclose", "assert_close", "isclose", "assert_array_almost_equal",
}  # fmt: skip


@dataclass(frozen=True)
class TestSource:
    """A test with everything that it uses, directly or through fixtures and helpers."""

    __test__ = False

    fixtures: frozenset[str]
    names: frozenset[str]

    @property
    def trains(self) -> bool:
        return bool(TRAINS & self.fixtures)

    @property
    def draws(self) -> bool:
        return bool(DRAWS & self.fixtures)

    @property
    def starts_cold_processes(self) -> bool:
        return _COLD in self.fixtures


def read_tests(exercise: Exercise) -> dict[str, TestSource]:
    """Each listed test by its id."""
    functions: dict[str, list[ast.FunctionDef]] = {}
    for node in _functions(exercise.tests_files):
        functions.setdefault(node.name, []).append(node)
    return {test.id: _source_of(test.id, functions) for test in exercise.tests}


def trained(exercise: Exercise) -> list[str]:
    return [name for name, test in read_tests(exercise).items() if test.trains]


def untrained(exercise: Exercise) -> list[str]:
    return [name for name, test in read_tests(exercise).items() if not test.trains]


def drawn(exercise: Exercise) -> list[str]:
    """Tests that draw at random and do not train."""
    return [name for name, t in read_tests(exercise).items() if t.draws and not t.trains]


def parsed(source: str) -> ast.Module:
    """An empty module where the source does not parse: the runs say so better."""
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.Module([], [])


def _functions(files: Mapping[str, str]) -> Iterator[ast.FunctionDef]:
    for source in files.values():
        for node in ast.walk(parsed(source)):
            if isinstance(node, ast.FunctionDef):
                yield node


def _source_of(id: str, functions: Mapping[str, list[ast.FunctionDef]]) -> TestSource:
    fixtures = {name for node in functions.get(id, []) for name in _arguments(node)}
    fixtures |= {
        name
        for nodes in functions.values()
        for node in nodes
        if _is_fixture(node, "autouse=True")
        for name in (node.name, *_arguments(node))
    }
    waiting, seen = [id, *fixtures], set[str]()
    names: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for node in functions.get(name, []):
            used = _mentioned(node)
            names |= used
            if _is_fixture(node):
                fixtures |= set(_arguments(node))
                used |= set(_arguments(node))
            waiting += used
    return TestSource(frozenset(fixtures), frozenset(names))


def _arguments(node: ast.FunctionDef) -> list[str]:
    return [arg.arg for arg in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]


def _is_fixture(node: ast.FunctionDef, saying: str = "") -> bool:
    marks = [ast.unparse(mark).replace(" ", "") for mark in node.decorator_list]
    return any("fixture" in mark and saying in mark for mark in marks)


def _mentioned(node: ast.AST) -> set[str]:
    names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    return names | {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}


# What tests reach of the reference.


def reached(exercise: Exercise, tests: Collection[str]) -> set[str]:
    """Functions and classes of the reference that these tests call, directly or further down."""
    definitions: dict[str, ast.AST] = {
        node.name: node
        for source in exercise.solution.values()
        for node in parsed(source).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
    sources = read_tests(exercise)
    waiting = [name for test in tests for name in sources[test].names]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in definitions and name not in found:
            found.add(name)
            waiting += _mentioned(definitions[name])
    return found


# Comparisons that hold whatever the program does.


def compared_with_itself(exercise: Exercise) -> Iterator[str]:
    """Where both sides of a comparison are the same expression."""
    for file, source in exercise.tests_files.items():
        for node in ast.walk(parsed(source)):
            sides = _sides(node)
            if sides and ast.dump(sides[0]) == ast.dump(sides[1]):
                yield f"tests/{file}:{node.lineno}: {ast.unparse(sides[0])}"  # type: ignore


def _sides(node: ast.AST) -> tuple[ast.expr, ast.expr] | None:
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.Is | ast.LtE):
        return node.left, node.comparators[0]
    if isinstance(node, ast.Call) and len(node.args) >= 2:
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        return (node.args[0], node.args[1]) if name in _PAIRS else None
    return None
