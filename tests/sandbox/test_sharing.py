"""Two ends in one process: what is shared is let go of as soon as one side has nobody for it."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from apps.sandbox.engine import Engine
from apps.sandbox.inside import operations
from apps.sandbox.inside.channel import Channel
from apps.sandbox.proxy.peer import Peer
from tests.sandbox.made import make_exercise, solution

SOURCE = """
kept = []

def keep(x):
    kept.append(x)

def forget():
    kept.clear()

def same(x):
    return x

class Box:
    def __init__(self):
        self.items = [1]
"""


def refuse(peer: Peer, op: str, args: tuple[Any, ...]) -> Any:
    raise AttributeError(op)


@pytest.fixture
def ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Peer, Peer, Any]]:
    (tmp_path / "sharing_example.py").write_text(SOURCE)
    monkeypatch.syspath_prepend(tmp_path)
    one, other = socket.socketpair()
    with one, other:
        ours = Peer(Channel(one.fileno()), refuse, checker=True, root="\0")
        theirs = Peer(Channel(other.fileno()), operations.serve, checker=False, root="/box/")
        thread = threading.Thread(target=theirs.serve)
        thread.start()
        yield ours, theirs, ours.request("import", "sharing_example")
        one.shutdown(socket.SHUT_RDWR)
        thread.join()


def settled(ours: Peer, theirs: Peer, module: Any) -> tuple[int, int]:
    """Numbers of shared values after two more messages each way."""
    assert module.same(1) == module.same(1)
    return len(ours.shared.entries), len(theirs.shared.entries)


def test_arguments_and_results_are_let_go(ends: tuple[Peer, Peer, Any]) -> None:
    module = ends[2]
    for _ in range(20):
        assert module.same(x=[np.ones(3), {"a": [1]}])[0].sum() == 3
    assert settled(*ends) == (0, 0)


def test_what_the_learner_keeps_stays_shared_until_it_forgets(
    ends: tuple[Peer, Peer, Any],
) -> None:
    module, array = ends[2], np.zeros(2)
    module.keep(array)
    assert settled(*ends) == (1, 1)
    array[0] = 5
    assert module.kept[0] is array
    module.forget()
    assert settled(*ends) == (0, 0)


def test_objects_are_let_go(ends: tuple[Peer, Peer, Any]) -> None:
    _, theirs, module = ends
    before = len(theirs.exports)
    for _ in range(20):
        module.Box().items.append(2)
    settled(*ends)
    assert len(theirs.exports) <= before + 4  # the module, the class, two functions


def test_objects_compute_and_compare_by_their_own_code(engine: Engine) -> None:
    """Also where comparisons with plain data are decided by the tests alone."""
    exercise = make_exercise(
        """
        from solution import Length

        def test_sum():
            assert (Length(2) + Length(3)).metres == 5
            assert (1 + Length(2) * 3).metres == 7

        def test_equal():
            assert Length(2) + Length(3) == Length(5)
            assert Length(2) != Length(3)
            assert not Length(2) == 2
        """,
        toml="learner_compares = false",
    )
    lengths = """
        class Length:
            def __init__(self, metres):
                self.metres = metres

            def __add__(self, other):
                return Length(self.metres + getattr(other, "metres", other))

            __radd__ = __add__

            def __mul__(self, times):
                return Length(self.metres * times)

            def __eq__(self, other):
                return self.metres == getattr(other, "metres", other)
        """
    result = engine.grade(exercise, solution(lengths))
    assert result["outcome"] == "passed", result["tests"]
