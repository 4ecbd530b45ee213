import numpy as np


def embedding_backward(ids, dy, V):
    columns = [np.bincount(ids, weights=column, minlength=V) for column in dy.T]
    return np.stack(columns, axis=1)
