"""Layers with known faults, and what mistakes make of them."""

import numpy as np
from evidence import check, check_close, not_started
from solution import health_report

KEYS = ("std", "flat", "dead")


def relu_layer(rng, N, D, dead=0):
    """About 40 % zeros; the first `dead` units are 0 throughout and the next answers once.

    The two units after that are constant, the last is never 0; one entry is positive and tiny.
    """
    h = np.where(rng.random((N, D)) < 0.4, 0.0, rng.uniform(0.1, 3.0, size=(N, D)))
    h[:2] = rng.uniform(0.1, 3.0, size=(2, D))  # nobody else is dead by chance
    h[:, :dead] = 0.0
    h[:, dead] = 0.0
    h[rng.integers(N), dead] = 1.5
    h[:, dead + 1], h[:, dead + 2] = 0.4, 1.3
    h[:, -1] = rng.uniform(0.5, 2.0, size=N)
    h[0, -2], h[1, -2] = 0.004, 0.0
    return h


def tanh_layer(rng, N, D, ends=0, jumping=0):
    """Values on both sides, some beyond 0.97, with offset and scale of its own for each unit.

    `ends` units stay at one end, `jumping` are at one end or the other; one unit is 0 throughout,
    and none of the others is flat for every example.
    """
    h = np.tanh(rng.normal(size=(N, D)) * 1.4 + rng.normal(size=D) * 0.5)
    sides = rng.choice([-1.0, 1.0], size=D)
    h[:, :ends] = sides[:ends] * rng.uniform(0.975, 0.999, size=(N, ends))
    both = np.where(np.arange(N)[:, None] % 2 == 0, 1.0, -1.0)
    h[:, ends : ends + jumping] = both * rng.uniform(0.975, 0.999, size=(N, jumping))
    h[:, -1] = 0.0
    h[0, ends + jumping :] = rng.uniform(-0.9, 0.9, size=D - ends - jumping)
    h[1, -2], h[2, -2], h[3, -2] = 0.978, -0.976, 0.98
    h[0, -1] = 0.0
    return h


def is_flat(kind, value):
    return value == 0.0 if kind == "relu" else abs(value) > 0.97


def slow(kind, h):
    """Entry by entry."""
    N, D = h.shape
    rows = h.tolist()
    flat = [[is_flat(kind, value) for value in row] for row in rows]
    dead = [all(flat[n][d] for n in range(N)) for d in range(D)]
    values = [value for row in rows for value in row]
    mean = sum(values) / len(values)
    variance = sum((value - mean) ** 2 for value in values) / len(values)
    return {"std": variance**0.5, "flat": sum(map(sum, flat)) / h.size, "dead": sum(dead) / D}


def report(acts):
    """The solution's list of dicts, once it is one with the three numbers."""
    out = health_report([(kind, h.copy()) for kind, h in acts])
    if out is None:
        not_started()
    if isinstance(out, dict):
        check(False, "a dict", f"a list of {len(acts)} dicts", "one_dict", {"layers": len(acts)})
    check(isinstance(out, list), seen=type(out).__name__, expected="a list")
    check(len(out) == len(acts), seen=f"{len(out)} entries", expected=f"{len(acts)}")
    for entry in out:
        check(isinstance(entry, dict), seen=type(entry).__name__, expected="a dict")
        keys = sorted(map(str, entry))
        check(keys == sorted(KEYS), seen=f"keys {keys}", expected=f"{sorted(KEYS)}")
        for key in KEYS:
            number = isinstance(entry[key], float | np.floating)
            check(number, seen=f"{key}: {type(entry[key]).__name__}", expected="a float")
    return out


def mistakes(kind, h):
    """What well-known mistakes give, by key and message."""
    flat = np.vectorize(lambda value: is_flat(kind, value), otypes=[bool])(h)
    found = {
        "std": {
            "std_per_unit": h.std(axis=0).mean(),
            "std_per_example": h.std(axis=1).mean(),
            "variance": h.var(),
            "rms": np.sqrt((h**2).mean()),
            "ddof1": h.std(ddof=1),
        },
        "flat": {"counts": float(flat.sum()), "alive": 1 - flat.mean()},
        "dead": {
            "dead_over_units": flat.all(axis=1).mean(),
            "any": flat.any(axis=0).mean(),
            "mostly": (flat.mean(axis=0) > 0.9).mean(),
            "dead_count": float(flat.all(axis=0).sum()),
        },
    }
    if kind == "relu":
        found["flat"] |= {
            "tanh_rule_for_relu": (np.abs(h) > 0.97).mean(),
            "small_is_flat": (h < 0.03).mean(),
        }
        found["dead"]["constant"] = (np.ptp(h, axis=0) == 0).mean()
    else:
        found["flat"] |= {
            "no_abs": (h > 0.97).mean(),
            "relu_rule_for_tanh": (h == 0).mean(),
            "slope_over_097": (1 - h**2 > 0.97).mean(),
            "slope_below_003": (1 - h**2 < 0.03).mean(),
            "at_the_edge": (np.abs(h) >= 0.97).mean(),
        }
        one_end = (h > 0.97).all(axis=0) | (h < -0.97).all(axis=0)
        found["dead"] |= {"one_end": one_end.mean(), "dead_is_zero": (h == 0).all(axis=0).mean()}
    return found


def close(layer, kind, h, key, what):
    """One number of one layer against the slow count."""
    right = slow(kind, h)
    causes = mistakes(kind, h)[key]
    facts = {"count": int(causes.get("counts", causes.get("dead_count", 0)))}
    if key == "dead" and not np.isclose(float(layer["flat"]), right["flat"]):
        causes = {}  # what is flat was mistaken already, and dead units are made of it
    check_close(float(layer[key]), right[key], what=what, causes=causes, facts=facts)
