"""An independent reference: one query at a time, in Python's own floats, with room for mistakes."""

import math

import numpy as np


def weights_of(scores):
    """Softmax of a list of scores; -inf gets the weight 0."""
    top = max(scores)
    e = [math.exp(s - top) for s in scores]
    total = math.fsum(e)
    return [x / total for x in e]


def dot(a, b):
    return math.fsum(float(x) * float(y) for x, y in zip(a, b, strict=True))


def attention(
    Q, K, V, mask=None, *, divisor=None, hide=lambda score, seen: score if seen else -math.inf
):
    """Attention by three loops. `divisor` and `hide` let the well-known mistakes in."""
    B, Tq, dk = Q.shape
    Tk, dv = V.shape[1:]
    divisor = math.sqrt(dk) if divisor is None else divisor
    out = np.zeros((B, Tq, dv))
    for b in range(B):
        for i in range(Tq):
            scores = [dot(Q[b, i], K[b, j]) / divisor for j in range(Tk)]
            if mask is not None:
                scores = [hide(s, bool(seen)) for s, seen in zip(scores, mask[i], strict=True)]
            weights = weights_of(scores)
            out[b, i] = [dot(weights, V[b, :, c]) for c in range(dv)]
    return out


def scaled_scores(Q, K):
    """All scores at once, (B, Tq, Tk), to build mistakes from."""
    return np.einsum("bid,bjd->bij", Q, K) / math.sqrt(Q.shape[-1])


def over_axis(Q, K, V, axis):
    """Attention whose softmax runs along another axis of the scores."""
    e = np.exp(scaled_scores(Q, K))
    return (e / e.sum(axis=axis, keepdims=True)) @ V


def unnormalised_mask(Q, K, V, mask):
    """The mask multiplied into the weights after softmax."""
    e = np.exp(scaled_scores(Q, K))
    return (e / e.sum(axis=-1, keepdims=True) * mask) @ V


def hard(Q, K, V):
    """Only the best key counts."""
    best = scaled_scores(Q, K).argmax(axis=-1)
    return np.stack([V[b, best[b]] for b in range(len(V))])
