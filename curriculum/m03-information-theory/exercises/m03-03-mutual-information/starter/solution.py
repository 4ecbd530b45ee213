import numpy as np


def mutual_information(J: np.ndarray) -> float:
    """What one of two variables tells about the other, in bits; J is their table, (X, Y)."""
    raise NotImplementedError
