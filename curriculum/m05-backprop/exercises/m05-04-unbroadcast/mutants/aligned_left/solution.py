def unbroadcast(g, shape):
    spare = tuple(range(len(shape), g.ndim))
    g = g.sum(axis=spare)
    copied = tuple(i for i, size in enumerate(shape) if size == 1)
    return g.sum(axis=copied, keepdims=True)
