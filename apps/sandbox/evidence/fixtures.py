"""Fixtures of exercise tests."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from .failure import Failure
from .process import Here, PeakMemory
from .settings import settings
from .words import Said, gettext_noop


def configure(
    *,
    messages: Mapping[str, str],
    seed: int,
    process: Any = None,
    speed: float = 1.0,
    pace: float = 1.0,
) -> None:
    """Give the exercise's messages, the run's seed and the process that runs the learner's code.

    Otherwise the messages are found on disk, and the process is this one. `speed`: reference
    seconds in a CPU second. `pace`: how many times faster than usual training ends.
    """
    settings.update(messages=dict(messages), seed=seed, process=process or Here())
    settings.update(speed=speed, pace=pace, gates=[])


@pytest.fixture
def peak_memory() -> type[PeakMemory]:
    """`with peak_memory() as used: …` then `used.mib`."""
    return PeakMemory


@pytest.fixture
def global_rng_unchanged() -> Callable[[], contextlib.AbstractContextManager[None]]:
    """`with global_rng_unchanged(): …` fails when the block drew from a global generator."""

    @contextlib.contextmanager
    def watch() -> Iterator[None]:
        before = settings["process"].rng_state()
        yield
        if settings["process"].rng_state() != before:
            raise Failure(
                "the global random generator",
                Said(gettext_noop("used")),
                Said(gettext_noop("untouched")),
                "global_rng",
                message=Said(gettext_noop("The global random generator was used.")),
            )

    return watch


@pytest.fixture
def fresh_solution() -> Iterator[Callable[..., Any]]:
    """`fresh_solution(hash_seed=3)` gives the program's module in a cold process of its own.

    Call its functions with plain data. The process ends with the test; a run may have eight.
    """
    with contextlib.ExitStack() as stack:

        def fresh(hash_seed: int | None = None, module: str = "solution") -> Any:
            return stack.enter_context(settings["process"].fresh(hash_seed, module))

        yield fresh


@pytest.fixture
def seed() -> int:
    """The seed of this run, stored with its verdict."""
    given = settings["seed"]
    return int(os.environ.get("EXERCISE_SEED", "0")) if given is None else int(given)


@pytest.fixture
def rng(seed: int, request: pytest.FixtureRequest) -> np.random.Generator:
    """A random generator of this test's own, drawn from the run's seed."""
    name = np.frombuffer(request.node.name.encode(), dtype=np.uint8)
    return np.random.default_rng([seed, *name.tolist()])


def pytest_configure(config: pytest.Config) -> None:
    """Beside a downloaded exercise its messages lie in exercise.toml above the tests."""
    if settings["messages"]:
        return
    import tomllib

    for place in (Path.cwd(), *Path.cwd().parents):
        if (file := place / "exercise.toml").is_file():
            settings["messages"] = tomllib.loads(file.read_text("utf-8")).get("messages", {})
            return
