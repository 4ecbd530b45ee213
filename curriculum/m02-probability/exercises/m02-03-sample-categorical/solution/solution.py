import numpy as np


def sample_categorical(p: np.ndarray, n: int, rng: np.random.Generator) -> np.ndarray:
    """n independent draws, shape (n,), from the outcomes 0 … V-1 with probabilities p, (V,)."""
    ends = np.cumsum(p)  # (V,): where the stretch of each outcome ends
    ends = ends / ends[-1]  # the last is exactly 1, whatever rounding did
    u = rng.random(n)  # (n,): 0 <= u < 1
    return np.searchsorted(ends, u, side="right")  # (n,): how many stretches end at or below u
