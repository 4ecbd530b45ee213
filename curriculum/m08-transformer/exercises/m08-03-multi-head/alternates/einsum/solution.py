import numpy as np


def multi_head(x, Wqkv, Wo, H, mask=None):
    D = x.shape[-1]
    W = Wqkv.reshape(D, 3, H, D // H)
    q, k, v = (np.einsum("btc,chd->bthd", x, W[:, n]) for n in range(3))
    scores = np.einsum("bihd,bjhd->bhij", q / np.sqrt(D // H), k)
    if mask is not None:
        scores = scores + np.where(mask, 0.0, -np.inf)
    scores -= scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores)
    weights /= weights.sum(axis=-1, keepdims=True)
    return np.einsum("bhij,bjhd,hdo->bio", weights, v, Wo.reshape(H, D // H, D))
