import math


def lr_at(step: int, peak: float, warm: int, total: int, floor: float) -> float:
    """The learning rate of a step, the first being 1: warm-up to peak, cosine to floor."""
    if step <= warm:
        return floor + (peak - floor) * step / warm
    if step >= total:
        return floor
    over = (step - warm) / (total - warm)  # how much of the way down
    return floor + (peak - floor) * (1 + math.cos(math.pi * over)) / 2
