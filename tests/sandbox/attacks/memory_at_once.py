"""Ask for more memory than any machine has."""

# expect: limit memory
import numpy as np


def attack():
    return np.ones((1 << 40,))
