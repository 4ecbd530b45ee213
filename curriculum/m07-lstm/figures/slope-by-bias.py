"""How long the slopes are that an LSTM carries back, for three biases of the forget gates."""

import numpy as np
from drawing import Plane, document, path, text

LAGS, D = 100, 64
PLANE = Plane((0, LAGS), (-18, 3), 58, 356, 20, 206)
BIASES = (0, 1, 3)


def sigmoid(a: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-a)))


def forward(Wh: np.ndarray, bias: float, rng: np.random.Generator) -> list[tuple[np.ndarray, ...]]:
    """i, f, g, o, the old cell and tanh of the new one at each step, inputs being random."""
    b = np.zeros(4 * D)
    b[D : 2 * D] = bias
    h = c = np.zeros(D)
    steps = []
    for _ in range(LAGS):
        i, f, g, o = np.split(0.5 * rng.normal(size=4 * D) + h @ Wh + b, 4)
        i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
        old, c = c, f * c + i * g
        shown = np.tanh(c)
        h = o * shown
        steps.append((i, f, g, o, old, shown))
    return steps


def carried(bias: float) -> list[float]:
    """log10 of the length of (dh, dc) after each step back, the slope beginning at the last h."""
    rng = np.random.default_rng(1)
    Wh = rng.normal(size=(D, 4 * D)) / np.sqrt(D)
    steps = forward(Wh, bias, rng)
    dh, dc = rng.normal(size=D), np.zeros(D)
    start, seen = np.linalg.norm(dh), [0.0]
    for i, f, g, o, old, shown in steps[::-1]:
        do = dh * shown
        dc = dc + dh * o * (1 - shown**2)
        sums = [dc * g * i * (1 - i), dc * old * f * (1 - f), dc * i * (1 - g**2), do * o * (1 - o)]
        dh, dc = np.concatenate(sums) @ Wh.T, dc * f
        seen.append(float(np.log10(np.hypot(np.linalg.norm(dh), np.linalg.norm(dc)) / start)))
    return seen


def draw() -> str:
    parts, ends = [], []
    for bias in BIASES:
        heights = carried(bias)
        points = [PLANE.at(lag, height) for lag, height in enumerate(heights)]
        parts.append(path(points, "hand" if bias == 1 else "curve"))
        parts.append(text((points[-1][0] + 6, points[-1][1] + 4), f"bias {bias}"))
        ends.append(f"for a bias of {bias}, 10 to the power of {heights[-1]:.0f}")
    return document(
        "slope-by-bias",
        (420, 252),
        "What an LSTM carries back, for three biases of the forget gate",
        "Logarithmic scale, 0 to 100 steps back. The lengths start at 1 and reach, after 100 "
        f"steps, {'; '.join(ends)}.",
        PLANE.levels({-18: "10⁻¹⁸", -12: "10⁻¹²", -6: "10⁻⁶", 0: "1"}),
        PLANE.ticks({0: "0", 25: "25", 50: "50", 75: "75", 100: "100"}),
        *parts,
        text((58, 12), "length, relative", css="faint"),
        text((207, 246), "steps back", anchor="middle", css="faint"),
    )
