import numpy as np


def log_softmax(z):
    return z - np.logaddexp.reduce(z, axis=1)[:, np.newaxis]
