"""How long a slope is after k steps back: linear nets of three spectral radii, one with tanh."""

import numpy as np
from drawing import Plane, document, path, text

LAGS, D = 100, 64
PLANE = Plane((0, LAGS), (-12, 9), 58, 356, 20, 206)
RADII = (0.8, 1.0, 1.2)


def matrix(rng: np.random.Generator) -> np.ndarray:
    """A random matrix (D, D) of spectral radius 1."""
    W = rng.normal(size=(D, D))
    return W / np.abs(np.linalg.eigvals(W)).max()


def lengths(W: np.ndarray, states: np.ndarray, slope: np.ndarray) -> list[float]:
    """Length of `slope` (D,), relative, after each step back through `states` (LAGS, D)."""
    start, seen = np.linalg.norm(slope), [0.0]
    for h in states[::-1]:
        slope = (slope * (1 - h**2)) @ W.T
        seen.append(float(np.log10(np.linalg.norm(slope) / start)))
    return seen


def visited(W: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """States (LAGS, D) of the tanh net that reads random inputs of a size of 0.2."""
    h, states = np.zeros(D), []
    for _ in range(LAGS):
        h = np.tanh(0.2 * rng.normal(size=D) + h @ W)
        states.append(h)
    return np.array(states)


def curves() -> dict[str, list[float]]:
    rng = np.random.default_rng(3)
    W, slope = matrix(rng), rng.normal(size=D)
    linear = {f"{radius:g}": lengths(radius * W, np.zeros((LAGS, D)), slope) for radius in RADII}
    return linear | {"tanh": lengths(W, visited(W, rng), slope)}


def draw() -> str:
    found = curves()
    parts = []
    for name, heights in found.items():
        points = [PLANE.at(lag, height) for lag, height in enumerate(heights)]
        css = {"1": "hand", "tanh": "dash"}.get(name, "curve")
        parts.append(path(points, css))
        label = "tanh, *ρ* 1" if name == "tanh" else f"*ρ* {name}"
        parts.append(text((points[-1][0] + 6, points[-1][1] + 4), label))
    ends = {name: f"10 to the power of {heights[-1]:.0f}" for name, heights in found.items()}
    return document(
        "lag",
        (420, 252),
        "The length of a slope against the steps it was carried back",
        "Logarithmic scale, 0 to 100 steps. For a spectral radius of 1.2 the length rises in a "
        f"straight line to {ends['1.2']}, for 1 it stays nearly level, for 0.8 it falls in a "
        f"straight line to {ends['0.8']}. With radius 1 and tanh it falls to {ends['tanh']}.",
        PLANE.levels({-12: "10⁻¹²", -6: "10⁻⁶", 0: "1", 6: "10⁶"}),
        PLANE.ticks({0: "0", 25: "25", 50: "50", 75: "75", 100: "100"}),
        *parts,
        text((58, 12), "length, relative", css="faint"),
        text((207, 246), "steps back", anchor="middle", css="faint"),
    )
