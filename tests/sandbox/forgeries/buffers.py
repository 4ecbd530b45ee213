"""Views of memory that is not an array's: its content can change after each look."""

import array

data = array.array("d", [0.0, 0.0, 0.0])


def double(x, then=None):
    return memoryview(data)
