"""Independent reference: the same cosine as a square, (1 + cos x) / 2 = cos(x / 2) ** 2."""

import math
from fractions import Fraction


def rate(step, peak, warm, total, floor):
    if step <= warm:
        return float(Fraction(step, warm)) * peak
    over = min(Fraction(1), Fraction(step - warm, max(1, total - warm)))
    weight = 0.0 if over == 1 else math.cos(math.pi * float(over) / 2) ** 2
    return weight * peak + (1 - weight) * floor
