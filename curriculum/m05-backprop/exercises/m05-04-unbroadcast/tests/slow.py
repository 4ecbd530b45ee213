"""Independent reference: every entry of g is added to the entry of the operand it is a copy of."""

import itertools

import numpy as np


def unbroadcast(g, shape):
    owner = np.broadcast_to(np.arange(np.prod(shape, dtype=int)).reshape(shape), g.shape)
    out = [0.0] * int(np.prod(shape, dtype=int))
    for index in itertools.product(*map(range, g.shape)):
        out[owner[index]] += g[index]
    return np.array(out).reshape(shape)


def copies(g, shape):
    return g.size // int(np.prod(shape, dtype=int))
