def unbroadcast(g, shape):
    new = g.ndim - len(shape)
    return g[(0,) * new + tuple(slice(0, size) for size in shape)]
