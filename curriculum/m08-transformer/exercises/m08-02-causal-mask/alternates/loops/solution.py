import numpy as np


def causal_mask(T, past=0):
    rows = [[True] * (past + i + 1) + [False] * (T - i - 1) for i in range(T)]
    return np.array(rows)


def sees(f, x, rng):
    T, D = x.shape
    before = f(x.copy())
    seen = np.full((T, T), False)
    for _ in range(2):
        for j in range(T):
            other = x.copy()
            other[j] = x[j] * rng.uniform(1, 2, size=D) + rng.normal(size=D)
            after = f(other)
            for i in range(T):
                seen[i, j] |= not np.array_equal(after[i], before[i])
    return seen
