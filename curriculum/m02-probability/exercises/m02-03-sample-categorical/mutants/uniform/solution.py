def sample_categorical(p, n, rng):
    return rng.integers(len(p), size=n)
