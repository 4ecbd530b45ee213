"""Exceptions that end more than a test: exits, interrupts, groups of them."""

import itertools

calls = itertools.count()
ENDINGS = (
    SystemExit(0), GeneratorExit(), KeyboardInterrupt(), BaseException(),
    BaseExceptionGroup("all", [SystemExit(0), KeyboardInterrupt()]),
    type("Exit", (SystemExit,), {})(0), type("Interrupt", (KeyboardInterrupt,), {})(),
)  # fmt: skip


def double(x, then=None):
    raise ENDINGS[next(calls) % len(ENDINGS)]
