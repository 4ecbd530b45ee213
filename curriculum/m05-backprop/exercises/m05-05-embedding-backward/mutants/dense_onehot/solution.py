import numpy as np


def embedding_backward(ids, dy, V):
    one_hot = np.zeros((len(ids), V))
    one_hot[np.arange(len(ids)), ids] = 1.0
    return one_hot.T @ dy
