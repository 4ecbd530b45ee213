from collections.abc import Callable

import numpy as np

Draw = Callable[[int, np.random.Generator], np.ndarray]


def mean_ci(draw: Draw, n: int, rng: np.random.Generator) -> tuple[float, float]:
    """The mean of n draws and half the width of its 95 % interval."""
    x = draw(n, rng)  # (n,)
    spread = x.std(ddof=1)  # (): of one draw
    error = spread / np.sqrt(n)  # (): of the mean of n draws
    return float(x.mean()), float(1.96 * error)
