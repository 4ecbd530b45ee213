"""Independent references: one outcome at a time, in Python's own floats."""

import math


def bill(weights, believed):
    """Bits paid, on average, for outcomes drawn with `weights` by one who expects `believed`."""
    total = []
    for w, b in zip(weights, believed, strict=True):
        if w > 0:
            total.append(math.inf if b == 0 else -float(w) * math.log2(float(b)))
    return math.fsum(total)


def extra(p, q):
    """The part of the bill that is due to believing q where p holds."""
    terms = []
    for w, b in zip(p, q, strict=True):
        if w > 0:
            terms.append(math.inf if b == 0 else float(w) * math.log2(float(w) / float(b)))
    return math.fsum(terms)


def extra_without_signs(p, q):
    """As extra, with every term counted as positive."""
    return math.fsum(
        abs(float(w) * math.log2(float(w) / float(b))) for w, b in zip(p, q, strict=True)
    )
