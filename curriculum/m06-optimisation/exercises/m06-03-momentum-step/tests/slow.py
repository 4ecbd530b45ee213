"""What one step gives, in Python's own floats, and what mistakes make of it."""

import numpy as np
from evidence import check, check_array, check_close
from solution import momentum_step


def draw(rng, shape):
    """Parameters, gradient and velocity, none of them small; all of one shape."""
    signs = rng.choice([-1.0, 1.0], size=(3, *shape))
    return tuple(signs * rng.uniform(0.5, 2.0, size=(3, *shape)))


def one_step(p, g, u, lr, beta):
    velocity = [beta * old + slope for old, slope in zip(u.flat, g.flat, strict=True)]
    moved = [place - lr * v for place, v in zip(p.flat, velocity, strict=True)]
    return np.array([moved, velocity]).reshape(2, *p.shape)


def mistakes(p, g, u, lr, beta):
    """(p, u) after a step gone wrong, by the message that names it."""
    new = beta * u + g
    found = {
        "dampened": pair(p, beta * u + (1 - beta) * g, lr),
        "nesterov": (p - lr * (g + beta * new), new),
        "lr_inside": (p - beta * u - lr * g, beta * u + lr * g),
        "old_velocity": (p - lr * u, new),
        "ascent": (p + lr * new, new),
        "velocity_down": (p + lr * (beta * u - g), beta * u - g),
        "swapped": (new, p - lr * new),
        "keeps_all": pair(p, u + g, lr),
        "plain": (p - lr * g, new),
        "memory_resets": pair(p, g, lr),
        "shares_swapped": pair(p, (1 - beta) * u + beta * g, lr),
        "beta_on_both": pair(p, beta * (u + g), lr),
    }
    if not u.any():  # from rest, these two have the same result
        del found["shares_swapped"], found["beta_on_both"]
    return {name: np.stack(both) for name, both in found.items()}


def pair(p, velocity, lr):
    return p - lr * velocity, velocity


def step(p, g, u, lr, beta):
    """The solution's parameters and velocity, in one array (2, ...), once shapes are right."""
    out = momentum_step(p.copy(), g.copy(), u.copy(), lr, beta)
    if out is None:
        check_array(out, what="momentum_step(p, g, u, lr, beta)")
    two = isinstance(out, tuple | list) and len(out) == 2
    check(two, seen=type(out).__name__, expected="two arrays: p and u")
    for array, name in zip(out, ("p, returned first", "u, returned second"), strict=True):
        check_array(array, shape=p.shape, dtype="f8", what=name, finite=False)
    return np.stack(out)


def close_step(p, g, u, lr, beta, what, more=None):
    """One step against the slow one, mistakes by name."""
    causes = mistakes(p, g, u, lr, beta) | (more or {})
    seen = step(p, g, u, lr, beta)
    check_close(seen, one_step(p, g, u, lr, beta), what=what, rtol=1e-12, causes=causes)
