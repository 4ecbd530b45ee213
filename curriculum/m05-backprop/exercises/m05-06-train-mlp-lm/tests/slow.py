"""Independent references: the model one position at a time, and contexts cut out by hand."""

import math

import numpy as np


def surprise(params, context, came):
    """-ln p of what came after one context."""
    x = [number for c in context for number in params["table"][c]]
    hidden = [
        math.tanh(sum(a * w for a, w in zip(x, column)) + b)
        for column, b in zip(params["W1"].T, params["b1"])
    ]
    scores = [
        sum(a * w for a, w in zip(hidden, column)) + b
        for column, b in zip(params["W2"].T, params["b2"])
    ]
    top = max(scores)
    return top + math.log(math.fsum(math.exp(s - top) for s in scores)) - scores[came]


def scores(params, X):
    """Scores (B, V) of contexts."""
    x = params["table"][X].reshape(len(X), -1)
    return np.tanh(x @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]


def loss(params, X, y):
    return math.fsum(surprise(params, context, c) for context, c in zip(X, y)) / len(y)


def bits_per_character(params, ids, shift=0, reverse=False):
    """Loss in bits over a text, each character after the 8 before it; in blocks, for speed.

    shift=1: the context ends with the character that is to be predicted. reverse: it is read
    backwards.
    """
    total, places = 0.0, np.arange(8, len(ids))
    for block in np.array_split(places, max(1, len(places) // 4000)):
        X = np.stack([ids[block - back + shift] for back in range(8, 0, -1)], axis=1)
        X = X[:, ::-1] if reverse else X
        z = scores(params, X)
        z -= z.max(axis=1, keepdims=True)
        total += np.sum(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(block)), ids[block]])
    return float(total / len(places) / math.log(2))


def slope(params, name, place, X, y, h=1e-5):
    """How fast the loss moves as one number of a parameter moves."""
    losses = []
    for step in (h, -h):
        moved = {key: value.copy() for key, value in params.items()}
        moved[name][place] += step
        losses.append(loss(moved, X, y))
    return (losses[0] - losses[1]) / (2 * h)
