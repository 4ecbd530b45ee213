import numpy as np


def sample_categorical(p: np.ndarray, n: int, rng: np.random.Generator) -> np.ndarray:
    """n independent draws, shape (n,), from the outcomes 0 … V-1 with probabilities p, (V,)."""
    raise NotImplementedError
