"""Judging weights by what they do, and what well-known mistakes give."""

import itertools
import math

import numpy as np
from evidence import check, check_array
from solution import init_linear

GAIN_SQUARED = {"linear": 1.0, "tanh": 25 / 9, "relu": 2.0}
BEND = {"linear": lambda a: a, "tanh": np.tanh, "relu": lambda a: np.maximum(a, 0)}


def generator(rng):
    return np.random.default_rng(int(rng.integers(2**32)))


def weights(fan_in, fan_out, act, rng):
    """The solution's weights, once shape and type are right."""
    W = init_linear(fan_in, fan_out, act, rng)
    check_array(
        W,
        shape=(fan_in, fan_out),
        dtype="f8",
        what=f"init_linear({fan_in}, {fan_out}, {act!r}, rng)",
        shape_causes={(fan_out, fan_in): "transposed"},
    )
    return W


def mistaken_variances(fan_in, fan_out, act):
    """The mean square of the weights that a mistake leads to, by the message that names it."""
    g2 = GAIN_SQUARED[act]
    found = {
        "std1": 1.0,
        "std_001": 1e-4,
        "fan_out": g2 / fan_out,
        "fan_avg": 2 * g2 / (fan_in + fan_out),
        "variance_as_std": (g2 / fan_in) ** 2,
        "uniform_a_is_std": g2 / fan_in / 3,
    }
    if act == "linear":
        return found
    other = {"tanh": "relu", "relu": "tanh"}[act]
    return found | {
        "gain_missing": 1 / fan_in,
        "gain_not_squared": math.sqrt(g2) / fan_in,
        "gain_twice": g2**2 / fan_in,
        "gains_swapped": GAIN_SQUARED[other] / fan_in,
    }


def repeats(W):
    """Whether W is one row or one column over again: then its mean square is that of few draws."""
    return any(n > 1 and not np.ptp(W, axis=axis).any() for axis, n in enumerate(W.shape))


def why(seen, fan_in, fan_out, act, within):
    """The one mistake whose variance this is."""
    variances = mistaken_variances(fan_in, fan_out, act)
    found = [name for name, v in variances.items() if abs(seen / v - 1) < within]
    return found[0] if len(found) == 1 else None


def check_mean_square(W, act, within):
    """The mean square of W is what the rule says, to a share of `within`."""
    fan_in, fan_out = W.shape
    seen, right = float(np.mean(W**2)), GAIN_SQUARED[act] / fan_in
    factor = math.sqrt(fan_in * seen)
    check(
        abs(seen / right - 1) < within,
        seen=f"a variance of {seen:.4g}",
        expected=f"{right:.4g}, within {100 * within:g} %",
        cause=None if repeats(W) else why(seen, fan_in, fan_out, act, within),
        facts={
            "fan_in": fan_in, "fan_out": fan_out, "act": act, "factor": factor,
            "blown": factor**20, "std": math.sqrt(seen), "right": math.sqrt(right),
        },
        what=f"weights of init_linear({fan_in}, {fan_out}, {act!r}, rng)",
    )  # fmt: skip


def through_twenty(act, rng):
    """By what factor twenty layers change the size of their input."""
    widths = [int(w) for w in rng.integers(240, 380, size=21)]
    h = rng.normal(size=(30, widths[0]))
    for fan_in, fan_out in itertools.pairwise(widths):
        h = BEND[act](h @ weights(fan_in, fan_out, act, rng))
    return math.sqrt(np.mean(h**2))
