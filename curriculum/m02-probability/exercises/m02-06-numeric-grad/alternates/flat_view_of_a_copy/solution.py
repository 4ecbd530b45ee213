import numpy as np


def numeric_grad(f, x, h):
    point = np.array(x, dtype=np.float64, order="C")
    flat, out = point.reshape(-1), []
    for i in range(flat.size):
        here = flat[i]
        values = []
        for moved in (here - h, here + h):
            flat[i] = moved
            values.append(f(point))
        flat[i] = here
        out.append((values[1] - values[0]) / (2 * h))
    return np.array(out, dtype=np.float64).reshape(x.shape)
