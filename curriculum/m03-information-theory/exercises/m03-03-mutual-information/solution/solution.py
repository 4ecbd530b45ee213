import numpy as np


def mutual_information(J: np.ndarray) -> float:
    """What one of two variables tells about the other, in bits; J is their table, (X, Y)."""
    J = J / J.sum()  # (X, Y): counts become probabilities, in an array of our own
    rows = J.sum(axis=1, keepdims=True)  # (X, 1): how often each row comes
    columns = J.sum(axis=0, keepdims=True)  # (1, Y)
    happens = J > 0  # (X, Y): a pair that never comes adds nothing
    ratio = J[happens] / (rows * columns)[happens]  # (n,), n <= X * Y
    return float(np.sum(J[happens] * np.log2(ratio)))
