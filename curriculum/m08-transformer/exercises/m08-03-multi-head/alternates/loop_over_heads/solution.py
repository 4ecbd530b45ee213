import numpy as np


def softmax(scores):
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def multi_head(x, Wqkv, Wo, H, mask=None):
    D = x.shape[-1]
    d = D // H
    q, k, v = np.split(x @ Wqkv, 3, axis=-1)
    out = np.zeros_like(x)
    for h in range(H):
        mine = slice(h * d, (h + 1) * d)
        scores = q[..., mine] @ np.swapaxes(k[..., mine], 1, 2) * d**-0.5
        if mask is not None:
            scores[:, ~mask] = -1e30
        out += softmax(scores) @ v[..., mine] @ Wo[mine]
    return out
