import numpy as np


def lr_at(step, peak, warm, total, floor):
    if step > total:
        return floor
    if step <= warm:
        return np.interp(step, [0, warm], [0.0, peak])
    share = np.cos(np.pi / 2 * (step - warm) / (total - warm)) ** 2
    return share * peak + (1 - share) * floor
