"""Bowls of known curvature, descents on them, and what mistaken walls would be."""

import numpy as np


def curvatures(rng, P, smallest=0.02):
    """Rising, none equal; the largest is at least a fifth above the next."""
    found = np.sort(rng.uniform(smallest, 2.0, size=P))
    found[-1] = 1.25 * found[-1] + 0.2
    return found


def bowl(rng, values):
    """A symmetric H whose eigenvalues are `values`, and whose own directions are random."""
    Q = np.linalg.qr(rng.normal(size=(len(values), len(values))))[0]
    H = (Q * values) @ Q.T
    return (H + H.T) / 2, Q


def mistaken_walls(H, values):
    """What well-known mistakes give, by message."""
    return {
        "one_over": 1 / values[-1],
        "smallest": 2 / values[0],
        "diagonal": 2 / np.diag(H).max(),
        "diagonal_last": 2 / H[-1, -1],
        "trace": 2 / values.sum(),
        "frobenius": 2 / np.sqrt((values**2).sum()),
        "sum_rule": 2 / (values[0] + values[-1]),
        "eigenvalue": values[-1],
    }


def descent(values, parts, lr, steps):
    """Losses before the first of some steps and after each, direction by direction.

    `parts` is how far along each of the bowl's directions it begins.
    """
    shrink = (1 - lr * values) ** np.arange(steps + 1)[:, None]  # (steps + 1, P)
    with np.errstate(over="ignore"):
        return (0.5 * values * (shrink * parts) ** 2).sum(axis=1)


class Runs:
    """A `run` that answers from a table or a function, and remembers what it was asked."""

    def __init__(self, losses):
        self.losses, self.asked = losses, []

    def __call__(self, lr):
        self.asked.append(float(lr))
        return self.losses(lr) if callable(self.losses) else list(self.losses[lr])
