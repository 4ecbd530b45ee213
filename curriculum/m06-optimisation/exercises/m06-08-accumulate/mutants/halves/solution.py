def accumulate(micro):
    mean = None
    for g, n in micro:
        if n > 0:
            mean = g.copy() if mean is None else (mean + g) / 2
    return mean
