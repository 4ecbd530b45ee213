import numpy as np


def bigram_probs(ids: np.ndarray, V: int, k: float) -> np.ndarray:
    """How often each of V tokens follows each, (V, V): row a is what comes after a."""
    raise NotImplementedError
