import numpy as np


def halve(x):
    return np.array([float(each) / 2 for each in x])
