"""Answer with an object that gives NumPy an address to read from."""

# expect: failed
import numpy as np


class Address:
    __array_interface__ = {"data": (8, True), "shape": (9,), "typestr": "|u1", "version": 3}
    __array_struct__ = 8

    def __eq__(self, other):
        return NotImplemented


def attack():
    assert np is not None
    return Address()
