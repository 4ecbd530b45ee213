from collections.abc import Callable

import numpy as np

Draw = Callable[[int, np.random.Generator], np.ndarray]


def mean_ci(draw: Draw, n: int, rng: np.random.Generator) -> tuple[float, float]:
    """The mean of n draws and half the width of its 95 % interval."""
    raise NotImplementedError
