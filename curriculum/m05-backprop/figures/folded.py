"""The V, its best line, and a small net trained on it."""

import numpy as np
from drawing import Plane, document, path, text

PLANE = Plane((-1, 1), (0, 1.1), 46, 404, 24, 210)


def trained(steps: int = 1000, rate: float = 0.2, hidden: int = 6) -> dict[str, np.ndarray]:
    """The net of the lesson, trained as there, its slopes by the chain rule."""
    rng = np.random.default_rng(1)
    x = np.linspace(-1, 1, 21)[:, None]  # (N, 1)
    target = np.abs(x)
    theta = {
        "W1": rng.normal(size=(1, hidden)),
        "b1": rng.normal(size=hidden),
        "W2": rng.normal(size=(hidden, 1)),
        "b2": rng.normal(size=1),
    }
    for _ in range(steps):
        h = np.tanh(x @ theta["W1"] + theta["b1"])
        dy = 2 * (h @ theta["W2"] + theta["b2"] - target) / len(x)
        da = dy @ theta["W2"].T * (1 - h**2)
        slopes = {"W1": x.T @ da, "b1": da.sum(0), "W2": h.T @ dy, "b2": dy.sum(0)}
        for name, slope in slopes.items():
            theta[name] -= rate * slope
    return theta


def net(theta: dict[str, np.ndarray], x: np.ndarray) -> np.ndarray:
    """Predictions (N,) for inputs (N,)."""
    h = np.tanh(x[:, None] @ theta["W1"] + theta["b1"])
    return (h @ theta["W2"] + theta["b2"])[:, 0]


def draw() -> str:
    xs = np.linspace(-1, 1, 121)
    fit = net(trained(), xs)
    level = float(np.abs(np.linspace(-1, 1, 21)).mean())
    return document(
        "folded",
        (420, 248),
        "The distance from 0, its best straight line, and a trained net",
        "The target is a V with its tip at 0. The best line is flat, at 0.52. The net follows the "
        "V closely and is a little round at the tip.",
        PLANE.levels({0: "0", 0.5: "0.5", 1: "1"}),
        PLANE.ticks({-1: "−1", 0: "0", 1: "1"}),
        path([PLANE.at(-1, 1), PLANE.at(0, 0), PLANE.at(1, 1)], "dash"),
        path([PLANE.at(-1, level), PLANE.at(1, level)], "hand"),
        path([PLANE.at(x, y) for x, y in zip(xs, fit, strict=True)], "curve"),
        text(PLANE.at(-0.04, level + 0.05), "best line", anchor="middle"),
        text(PLANE.at(0.28, 0.12), "net, and the V (dashed)"),
        text((225, 244), "*x*", anchor="middle", css="faint"),
    )
