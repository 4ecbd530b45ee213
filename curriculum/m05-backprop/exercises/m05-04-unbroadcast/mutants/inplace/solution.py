def unbroadcast(g, shape):
    new = g.ndim - len(shape)
    for axis in range(g.ndim):
        if axis < new or shape[axis - new] == 1:
            first = g[(slice(None),) * axis + (slice(0, 1),)]
            for i in range(1, g.shape[axis]):
                first += g[(slice(None),) * axis + (slice(i, i + 1),)]
            g = first
    return g.reshape(shape).copy()
