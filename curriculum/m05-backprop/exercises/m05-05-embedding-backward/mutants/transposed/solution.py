import numpy as np


def embedding_backward(ids: np.ndarray, dy: np.ndarray, V: int) -> np.ndarray:
    """The gradient (V, E) at a table, given the gradient dy (N, E) at its rows `ids` (N,)."""
    dtable = np.zeros((V, dy.shape[1]))  # rows nobody looked up keep 0
    np.add.at(dtable, ids, dy)  # one addition for each look-up, repeated ids included
    return dtable.T.copy()
