"""What learners write, in the styles that tests of many courses look for."""

import abc
import asyncio
import collections
import contextlib
import dataclasses
import datetime
import enum
import functools
import os
import random
import sys
import time
import warnings
from pathlib import Path
from typing import NamedTuple


class Grid(dict):
    """A dict with methods of its own."""

    def cells(self):
        return sorted(self)

    def __missing__(self, key):
        return 0

    def put(self, key, value):
        self[key] = value
        return self


class Stack(list):
    def push(self, item):
        self.append(item)

    @property
    def top(self):
        return self[-1]


class Roman(int):
    def __str__(self):
        return "I" * int(self)

    def __add__(self, other):
        return Roman(int(self) + int(other))


class Word(str):
    def shout(self):
        return self.upper() + "!"


class Point(NamedTuple):
    x: float
    y: float = 0.0

    def norm(self):
        return (self.x**2 + self.y**2) ** 0.5


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


class Colour(enum.Enum):
    RED = "r"
    BLUE = "b"

    @property
    def long(self):
        return self.name.lower()


@dataclasses.dataclass(order=True)
class Item:
    name: str
    price: float = 1.5
    tags: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass(frozen=True)
class Key:
    part: int


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...


class Square(Shape):
    """A square."""

    sides = 4

    def __init__(self, side: float):
        self._side = side

    @property
    def side(self):
        return self._side

    @side.setter
    def side(self, value):
        if value < 0:
            raise ValueError("a side is not negative")
        self._side = value

    def area(self):
        return self._side**2

    @staticmethod
    def unit():
        return Square(1)


class Countdown:
    def __init__(self, start):
        self.left = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        return self.left


class Positive:
    """A descriptor."""

    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        return getattr(instance, self.name)

    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError("not positive")
        setattr(instance, self.name, value)


class BankError(Exception):
    """An error with attributes, a text and a method of its own."""

    def __init__(self, need, have):
        super().__init__(need, have)
        self.need, self.have = need, have

    def __str__(self):
        return f"need {self.need}, have {self.have}"

    def missing(self):
        return self.need - self.have


def withdraw(need, have):
    raise BankError(need, have)


def chained():
    try:
        int("x")
    except ValueError as error:
        raise RuntimeError("could not read") from error


def noted():
    error = ValueError("bad")
    error.add_note("look at line 3")
    raise error


def grouped():
    raise ExceptionGroup("two", [ValueError("a"), TypeError("b")])


def memoize(function):
    kept = {}

    @functools.wraps(function)
    def wrapper(*args):
        if args not in kept:
            kept[args] = function(*args)
        return kept[args]

    wrapper.kept = kept
    return wrapper


def count_calls(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return function(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


def area_of(width: float, height: float = 2.0, *, unit: str = "m") -> str:
    """The area, with its unit."""
    return f"{width * height} {unit}2"


def running_total():
    total = 0
    while True:
        value = yield total
        if value is None:
            return total
        total += value


def ask():
    name = input("Name? ")
    print(f"Hello, {name}!")
    return name


def read_numbers():
    return [int(line) for line in sys.stdin]


def main():
    print(" ".join(sys.argv[1:]))


def complain():
    print("wrong", file=sys.stderr)
    print("right")


def wait():
    time.sleep(100)
    return "done"


def roll():
    return random.randint(1, 6)


def home():
    return os.environ.get("PLACE", "nowhere")


def old():
    warnings.warn("use new()", DeprecationWarning, stacklevel=2)
    return 1


def tomorrow(day):
    return day + datetime.timedelta(days=1)


def count_lines(path):
    with open(path) as file:
        return sum(1 for _ in file)


def write_report(path, text):
    Path(path).write_text(text)


async def fetch(value):
    await asyncio.sleep(0)
    return value


async def fetch_all(values):
    return await asyncio.gather(*(fetch(value) for value in values))


async def ticks(n):
    for i in range(n):
        yield i


@contextlib.contextmanager
def changed(mapping, key, value):
    before = mapping[key]
    mapping[key] = value
    try:
        yield mapping
    finally:
        mapping[key] = before


def groups(words):
    found = collections.defaultdict(list)
    for word in words:
        found[word[0]].append(word)
    return found


class Tree:
    def __init__(self, value, *children):
        self.value, self.children = value, list(children)

    def walk(self, visit):
        visit(self.value)
        for child in self.children:
            child.walk(visit)


times_two = functools.partial(lambda factor, x: factor * x, 2)

if __name__ == "__main__":
    main()
