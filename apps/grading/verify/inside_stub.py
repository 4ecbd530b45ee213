"""Runs inside the sandbox beside a reference: answers in its place.

Sent there as text by apps.grading.verify.stubs, with RECORDING set at its end. Never imported on
the host.
"""

import base64
import copy
import functools
import pickle
import zlib
from collections.abc import Callable
from typing import Any

RECORDING = ""
MOST_BYTES = 40_000

# name of the function, the reference's own answer (not yet computed), the arguments → the answer
OPERATORS = {
    f"__{side}{name}__"
    for name in ("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "neg", "call")
    for side in ("", "r", "i")
}
Answer = Callable[[str, Callable[[], Any], list[Any]], Any]

_recorded: dict[str, list[Any]] = {}  # name of a function → its answers so far
_replayed: dict[str, int] = {}  # name of a function → how many answers were given
_size = 0
_calls = 0


def none(target: Any) -> Any:
    return _replace(target, lambda name, right, inputs: None)


def zeros(target: Any) -> Any:
    return _replace(target, lambda name, right, inputs: _zeros(right()))


def input(target: Any) -> Any:
    return _replace(target, lambda name, right, inputs: _inputs(right(), inputs))


def record(target: Any) -> Any:
    return _replace(target, lambda name, right, inputs: _keep(name, right()))


def replay(target: Any) -> Any:
    answers = pickle.loads(zlib.decompress(base64.b85decode(RECORDING)))
    return _replace(target, lambda name, right, inputs: _next(name, answers, right))


def count(target: Any) -> Any:
    if isinstance(target, type):
        _count_objects(target)
    return _replace(target, _counted)


def calls() -> int:
    """How often something that counts was called so far."""
    return _calls


def _count() -> None:
    global _calls
    _calls += 1


def _counted(name: str, right: Callable[[], Any], inputs: list[Any]) -> Any:
    _count()
    return right()


def _count_objects(target: Any) -> None:
    """Each object made of the class is a call."""
    original = target.__init__

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        _count()
        if original is not object.__init__:  # which takes no arguments
            original(self, *args, **kwargs)

    target.__init__ = __init__


def _replace(target: Any, answer: Answer) -> Any:
    """A function, or a class with its own public methods and operators, that answers by `answer`.

    The class itself is changed, because its methods make new objects of it by name.
    """
    if not isinstance(target, type):
        return _wrap(target, answer, skip=0)
    for name, method in list(vars(target).items()):
        if callable(method) and (name in OPERATORS or not name.startswith("_")):
            setattr(target, name, _wrap(method, answer, skip=1))
    return target


def _wrap(function: Any, answer: Answer, skip: int) -> Any:
    @functools.wraps(function)
    def replacement(*args: Any, **kwargs: Any) -> Any:
        inputs = [*args[skip:], *kwargs.values()]
        return answer(function.__qualname__, lambda: function(*args, **kwargs), inputs)

    return replacement


def _zeros(value: Any) -> Any:
    """The same shape and type with nothing in it."""
    if isinstance(value, dict):
        return {key: _zeros(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(_zeros, value))
    if hasattr(value, "requires_grad"):
        return value * 0
    if hasattr(value, "dtype") and hasattr(value, "fill"):
        return _emptied(value)
    if isinstance(value, bool | int | float | complex | str | bytes):
        return type(value)()
    if _is_own(value):
        empty = copy.copy(value)
        vars(empty).update((name, _zeros(part)) for name, part in vars(value).items())
        return empty
    return value


def _is_own(value: Any) -> bool:
    """An object of a class of the reference's."""
    return type(value).__module__.startswith("reference_")


def _emptied(array: Any) -> Any:
    if array.shape == ():
        return array * 0
    empty = array.copy()
    empty.fill(0)
    return empty


def _inputs(right: Any, inputs: list[Any]) -> Any:
    """The first argument; where a tuple is due, as many arguments as it has parts."""
    if isinstance(right, tuple) and len(inputs) >= len(right):
        return tuple(inputs[: len(right)])
    return inputs[0] if inputs else None


# Recording and replaying.


def _keep(name: str, value: Any) -> Any:
    global _size
    if value is None or _is_own(value):  # says nothing, or holds what cannot be stored
        return value
    plain = copy.deepcopy(value.detach() if hasattr(value, "detach") else value)
    _size += len(pickle.dumps(plain))
    if _size <= MOST_BYTES:
        _recorded.setdefault(name, []).append(plain)
    return value


def _next(name: str, answers: dict[str, list[Any]], right: Callable[[], Any]) -> Any:
    """The next answer of the recording, from its start again when it ends."""
    if not answers.get(name):
        return right()
    number = _replayed.get(name, 0)
    _replayed[name] = number + 1
    return copy.deepcopy(answers[name][number % len(answers[name])])


@functools.cache
def _text() -> str:
    return base64.b85encode(zlib.compress(pickle.dumps(_recorded))).decode()


def piece(number: int, size: int) -> str:
    """A part of the recording as text."""
    return "" if not _recorded else _text()[number * size : (number + 1) * size]
