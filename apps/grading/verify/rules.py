"""The rules of mechanical mutation: what may stand in the place of a node of a program."""

import ast
import copy
from collections.abc import Iterator, Mapping
from typing import Any

Parents = Mapping[ast.AST, ast.AST]

_BINARY: dict[type, type] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.MatMult: ast.Mult, ast.Pow: ast.Mult, ast.Mod: ast.FloorDiv, ast.FloorDiv: ast.Mod,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.BitXor: ast.BitOr,
    ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
_ONE_WAY = ast.Sub | ast.Div | ast.MatMult | ast.Pow  # operators whose operands cannot be swapped
_COMPARED: dict[type, tuple[type, ...]] = {
    ast.Gt: (ast.GtE, ast.Lt), ast.GtE: (ast.Gt, ast.Lt), ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt), ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}  # fmt: skip
_NAMES = {
    "max": "min", "min": "max", "maximum": "minimum", "minimum": "maximum", "argmax": "argmin",
    "argmin": "argmax", "sum": "mean", "mean": "sum", "any": "all", "all": "any", "log": "log2",
    "log2": "log", "exp": "exp2", "sqrt": "abs", "zeros": "ones", "ones": "zeros",
    "zeros_like": "ones_like", "ones_like": "zeros_like", "floor": "ceil", "ceil": "floor",
    "sin": "cos", "cos": "sin", "cumsum": "sum", "sorted": "list", "triu": "tril", "tril": "triu",
}  # fmt: skip
_QUIET = {"errstate", "seterr", "simplefilter", "filterwarnings"}  # decide only what is printed
_SMALL = 1e-3  # smaller numbers are there to guard against zero, and ten times them is a mistake


def changed(node: ast.AST, parents: Parents) -> Iterator[ast.AST]:
    """What to put in the place of `node`, one change at a time."""
    for kind, rule in _RULES.items():
        if isinstance(node, kind):
            yield from rule(node, parents)
    if isinstance(node, ast.stmt) and _can_go(node, parents):
        yield ast.Pass()


def _binary(node: ast.BinOp, parents: Parents) -> Iterator[ast.AST]:
    if type(node.op) in _BINARY:
        yield ast.BinOp(node.left, _BINARY[type(node.op)](), node.right)
    if isinstance(node.op, _ONE_WAY):
        yield ast.BinOp(node.right, node.op, node.left)


def _boolean(node: ast.BoolOp, parents: Parents) -> Iterator[ast.AST]:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)


def _comparison(node: ast.Compare, parents: Parents) -> Iterator[ast.AST]:
    for at, op in enumerate(node.ops):
        for other in _COMPARED[type(op)]:
            yield ast.Compare(
                node.left, [*node.ops[:at], other(), *node.ops[at + 1 :]], node.comparators
            )


def _sign(node: ast.UnaryOp, parents: Parents) -> Iterator[ast.AST]:
    yield node.operand
    if _is_negative(node):
        number: Any = node.operand
        yield from (ast.Constant(value) for value in _near(-number.value))


def _is_negative(node: ast.AST | None) -> bool:
    number = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and node.operand
    return isinstance(number, ast.Constant) and isinstance(number.value, int | float)


def _constant(node: ast.Constant, parents: Parents) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        if not isinstance(parents.get(node), ast.keyword):  # which is left out instead
            yield ast.Constant(not node.value)
    elif isinstance(node.value, int | float) and not _is_negative(parents.get(node)):
        yield from (ast.Constant(value) for value in _near(node.value))


def _near(value: Any) -> list[Any]:
    if isinstance(value, int):
        return [value + 1, value - 1]
    if value == 0:
        return [1.0]
    return [value * (10 if abs(value) < _SMALL else 2)]


def _call(node: ast.Call, parents: Parents) -> Iterator[ast.AST]:
    if isinstance(node.func, ast.Attribute) and node.func.attr in _QUIET:
        return
    for at in range(min(2, len(node.args) - 1)):
        if not any(isinstance(arg, ast.Starred) for arg in node.args[at : at + 2]):
            yield ast.Call(node.func, _swapped(node.args, at), node.keywords)
    for keyword in node.keywords:
        if keyword.arg not in (None, "strict"):
            rest = [each for each in node.keywords if each is not keyword]
            yield ast.Call(node.func, node.args, rest)
    if isinstance(node.func, ast.Attribute) and node.func.attr in _NAMES:
        other = ast.Attribute(node.func.value, _NAMES[node.func.attr], node.func.ctx)
        yield ast.Call(other, node.args, node.keywords)
    elif isinstance(node.func, ast.Name) and node.func.id in _NAMES:
        yield ast.Call(ast.Name(_NAMES[node.func.id], ast.Load()), node.args, node.keywords)


def _swapped(parts: list[ast.expr], at: int) -> list[ast.expr]:
    return [*parts[:at], parts[at + 1], parts[at], *parts[at + 2 :]]


def _tuple(node: ast.Tuple, parents: Parents) -> Iterator[ast.AST]:
    if isinstance(node.ctx, ast.Load) and len(node.elts) > 1:
        yield ast.Tuple(_swapped(node.elts, 0), node.ctx)


def _slice(node: ast.Slice, parents: Parents) -> Iterator[ast.AST]:
    if node.lower is not None:
        yield ast.Slice(None, node.upper, node.step)
    if node.upper is not None:
        yield ast.Slice(node.lower, None, node.step)
    if node.step is not None:
        yield ast.Slice(node.lower, node.upper, None)


def _condition(node: ast.If | ast.While | ast.IfExp, parents: Parents) -> Iterator[ast.AST]:
    """A condition that no other rule turns round is negated."""
    if isinstance(node.test, ast.Compare | ast.UnaryOp | ast.Constant):
        return
    opposite = copy.copy(node)
    opposite.test = ast.UnaryOp(ast.Not(), node.test)
    yield opposite


def _added(node: ast.AugAssign, parents: Parents) -> Iterator[ast.AST]:
    if type(node.op) in _BINARY:
        yield ast.AugAssign(node.target, _BINARY[type(node.op)](), node.value)
    yield ast.Assign([node.target], node.value)


_RULES: dict[Any, Any] = {
    ast.BinOp: _binary, ast.BoolOp: _boolean, ast.Compare: _comparison, ast.UnaryOp: _sign,
    ast.Constant: _constant, ast.Call: _call, ast.Tuple: _tuple, ast.Slice: _slice,
    ast.If | ast.While | ast.IfExp: _condition, ast.AugAssign: _added,
}  # fmt: skip


# Statements that can be left out.


def _can_go(node: ast.stmt, parents: Parents) -> bool:
    """Whether the program still means something without it: a name that is never bound does not."""
    if isinstance(node, ast.Expr):
        return not isinstance(node.value, ast.Constant)
    if isinstance(node, ast.AugAssign | ast.Raise | ast.Break | ast.Continue | ast.Delete):
        return True
    if isinstance(node, ast.Return):
        return not isinstance(parents[node], ast.FunctionDef)
    if isinstance(node, ast.Assign):
        return all(_bound_without(target, node, parents) for target in node.targets)
    return False


def _bound_without(target: ast.expr, node: ast.Assign, parents: Parents) -> bool:
    if isinstance(target, ast.Tuple):
        return all(_bound_without(each, node, parents) for each in target.elts)
    if not isinstance(target, ast.Name):
        return True
    function: ast.AST = node
    while function in parents and not isinstance(function, ast.FunctionDef):
        function = parents[function]
    if not isinstance(function, ast.FunctionDef):
        return False
    arguments = {arg.arg for arg in ast.walk(function.args) if isinstance(arg, ast.arg)}
    before = {
        each.id
        for each in ast.walk(function)
        if isinstance(each, ast.Name)
        and isinstance(each.ctx, ast.Store)
        and each.lineno < node.lineno
    }
    return target.id in arguments | before
