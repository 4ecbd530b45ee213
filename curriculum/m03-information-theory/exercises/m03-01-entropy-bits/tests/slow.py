"""Independent references: one outcome at a time, in Python's own floats."""

import math


def entropy(p, log=math.log2):
    """The weighted sum of surprises; an outcome of probability 0 is passed over."""
    return math.fsum(-float(x) * log(float(x)) for x in p if x > 0)


def surprises(p):
    """The surprise of each outcome, in bits."""
    return [-math.log2(float(x)) for x in p]
