import numpy as np


def accumulate(micro: list[tuple[np.ndarray, int]]) -> np.ndarray:
    """The gradient of a batch from pairs (mean gradient, number of examples) of its parts."""
    total = 0.0
    examples = 0
    for g, n in micro:
        if n > 0:  # else g may hold anything
            total = total + g
            examples += n
    return total
