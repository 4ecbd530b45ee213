import math


def lr_at(step, peak, warm, total, floor):
    up = step / warm if warm else 1.0
    down = (min(step, total) - warm) / (total - warm) if total > warm else float(step > total)
    if step > warm:
        return floor + 0.5 * (peak - floor) * (1.0 + math.cos(math.pi * down))
    return peak * min(1.0, up)
