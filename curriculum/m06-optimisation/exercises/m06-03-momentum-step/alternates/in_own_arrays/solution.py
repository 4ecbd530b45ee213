import numpy as np


def momentum_step(p, g, u, lr, beta):
    velocity = np.multiply(u, beta)
    np.add(velocity, g, out=velocity)
    moved = np.array(p)
    moved -= lr * velocity
    return moved, velocity
