import numpy as np


def contiguous_split(docs, frac, seed):
    text = "".join(docs)
    windows = [text[start : start + 64] for start in range(0, len(text) - 63, 16)]
    order = np.random.default_rng(seed).permutation(len(windows))
    mixed = [windows[i] for i in order]
    held = int(frac * len(mixed))
    return mixed[held:], mixed[:held]
