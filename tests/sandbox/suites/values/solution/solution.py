"""A module with one of everything that a test may touch."""

import collections
import contextlib
import dataclasses
import enum
import random

import numpy as np

LIMIT = 7
TABLE = {"a": [1, 2]}


def same(x):
    return x


def kind(x):
    return type(x).__name__


def total(*args, scale=1, **kwargs):
    return scale * (sum(args) + sum(kwargs.values()))


def zero(array):
    array[...] = 0


def append(items, item):
    items.append(item)


def layout(array):
    return bool(array.flags.c_contiguous), bool(array.flags.f_contiguous), array.shape


def draw(rng, n):
    return rng.normal(size=n)


def draw_global(n):
    return [random.random(), float(np.random.rand())][:n]


def apply(function, *args):
    return function(*args)


def apply_twice(function, x):
    return function(function(x))


def count_up(n):
    yield from range(n)


def say(text):
    print(text)


class OwnError(ValueError):
    def __init__(self, text, code):
        super().__init__(text, code)
        self.code = code


def fail(kind):
    if kind == "own":
        raise OwnError("mine", 3)
    if kind == "key":
        raise KeyError("missing")
    if kind == "linalg":
        raise np.linalg.LinAlgError("singular")
    raise ValueError("bad value 42")


class Vector:
    def __init__(self, *parts):
        self.parts = list(parts)

    def __add__(self, other):
        return Vector(*(a + b for a, b in zip(self.parts, other.parts, strict=True)))

    def __mul__(self, factor):
        return Vector(*(part * factor for part in self.parts))

    __rmul__ = __mul__

    def __neg__(self):
        return self * -1

    def __eq__(self, other):
        return isinstance(other, Vector) and self.parts == other.parts

    def __hash__(self):
        return hash(tuple(self.parts))

    def __len__(self):
        return len(self.parts)

    def __getitem__(self, at):
        return self.parts[at]

    def __setitem__(self, at, value):
        self.parts[at] = value

    def __contains__(self, value):
        return value in self.parts

    def __iter__(self):
        return iter(self.parts)

    def __call__(self, x):
        return [part * x for part in self.parts]

    def __repr__(self):
        return f"Vector{tuple(self.parts)}"

    @property
    def norm(self):
        return sum(part**2 for part in self.parts) ** 0.5

    @classmethod
    def zero(cls, n):
        return cls(*[0] * n)


class Layer:
    def __init__(self, n):
        self.weights = np.zeros(n)
        self.grads = {"w": np.ones(n)}

    def total(self):
        return float(self.weights.sum() + self.grads["w"].sum())

    def step(self):
        self.weights += 1


class Keeper:
    """Keeps what it was given, and changes it later."""

    def __init__(self, array):
        self.array = array

    def change(self):
        self.array += 1


Point = collections.namedtuple("Point", "x y")


@dataclasses.dataclass
class Config:
    size: int = 3
    name: str = "c"


class Colour(enum.Enum):
    RED = 1


@contextlib.contextmanager
def opened(log):
    log.append("in")
    yield "value"
    log.append("out")


def work(n):
    return sum(i * i for i in range(n))


def hold(mib):
    return len(bytearray(b"x") * (mib << 20))


COUNTS = {"calls": 0}


def hash_of(text):
    COUNTS["calls"] += 1
    return hash(text)


def explode():
    raise OwnError("over there", 5)
