def unbroadcast(g, shape):
    if g.ndim > len(shape):
        g = g.sum(axis=0)
    copied = tuple(i for i, size in enumerate(shape) if size == 1)
    return g.sum(axis=copied, keepdims=True)
