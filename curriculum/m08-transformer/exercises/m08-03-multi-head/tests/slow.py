"""An independent reference: one head and one position at a time, with room for mistakes."""

import itertools
import math

import numpy as np


def columns(t, H):
    """The heads of t, (B, T, D), each (B, T, d): neighbouring columns."""
    d = t.shape[2] // H
    return [t[:, :, h * d : (h + 1) * d] for h in range(H)]


def every_nth(t, H):
    return [t[:, :, h::H] for h in range(H)]


def poured(t, H):
    """What a reshape without a transpose makes of t."""
    B, T, D = t.shape
    whole = t.reshape(B, H, T, D // H)
    return [whole[:, h] for h in range(H)]


def side_by_side(heads):
    return np.concatenate(heads, axis=-1)


def number_by_number(heads):
    B, T, _ = heads[0].shape
    return np.stack(heads, axis=-1).reshape(B, T, -1)


def poured_back(heads):
    B, T, _ = heads[0].shape
    return np.stack(heads, axis=1).reshape(B, T, -1)


def reversed_heads(heads):
    return side_by_side(heads[::-1])


def weights_of(scores):
    top = max(scores)
    e = np.array([math.exp(s - top) for s in scores])
    return e / e.sum()


def hidden(score, seen):
    return score if seen else -math.inf


def maps(q, k, divisor, mask, hide):
    """The map of one head, (B, T, T), one query at a time."""
    B, T, _ = q.shape
    out = np.zeros((B, T, T))
    for b in range(B):
        for i in range(T):
            scores = [float(q[b, i] @ k[b, j]) / divisor for j in range(T)]
            if mask is not None:
                scores = [hide(s, bool(m)) for s, m in zip(scores, mask[i], strict=True)]
            out[b, i] = weights_of(scores)
    return out


def thirds(x, Wqkv, H, order="qkv"):
    parts = dict(zip(order, np.split(x @ Wqkv, 3, axis=-1), strict=True))
    return parts["q"], parts["k"], parts["v"]


def head_by_head(x, Wqkv, H):
    """q, k and v when the columns of Wqkv are read as q, k, v of head 0, then of head 1 ..."""
    D = x.shape[2]
    place = np.arange(3 * D).reshape(H, 3, D // H)
    return tuple((x @ Wqkv)[:, :, place[:, n].ravel()] for n in range(3))


def multi_head(
    x, Wqkv, Wo, H, mask=None, *, parts=thirds, cut=columns, join=side_by_side, divisor=None,
    project=lambda out, Wo: out @ Wo, hide=hidden, one_map=False,
):  # fmt: skip
    """By loops. What comes after the star lets the well-known mistakes in."""
    q, k, v = parts(x, Wqkv, H)
    if one_map:
        shared = maps(q, k, math.sqrt(x.shape[2] // H), mask, hide)
        return project(shared @ v, Wo)
    results = []
    for qh, kh, vh in zip(cut(q, H), cut(k, H), cut(v, H), strict=True):
        by = math.sqrt(qh.shape[2]) if divisor is None else divisor
        results.append(maps(qh, kh, by, mask, hide) @ vh)
    return project(join(results), Wo)


ORDERS = [order for order in map("".join, itertools.permutations("qkv")) if order != "qkv"]


def in_order(order):
    return lambda x, Wqkv, H: thirds(x, Wqkv, H, order)


def mistakes(D, H):
    """(message, facts, options of multi_head) of the well-known mistakes."""
    d = D // H
    yield "no_output", {}, {"project": lambda out, Wo: out}
    yield "output_transposed", {}, {"project": lambda out, Wo: out @ Wo.T}
    for order in ORDERS:
        given = ", ".join({"q": "query", "k": "key", "v": "value"}[c] for c in order)
        yield "qkv_order", {"order": given}, {"parts": in_order(order)}
    yield "split_reshaped", {}, {"cut": poured}
    yield "split_reshaped", {}, {"cut": poured, "join": poured_back}
    yield "merge_reshaped", {}, {"join": poured_back}
    yield "concat_order", {}, {"join": number_by_number}
    yield "concat_reversed", {}, {"join": reversed_heads}
    yield "split_interleaved", {}, {"cut": every_nth}
    yield "both_interleaved", {}, {"cut": every_nth, "join": number_by_number}
    yield "qkv_per_head", {}, {"parts": head_by_head}
    yield "scale_D", {"D": D, "d": d}, {"divisor": math.sqrt(D)}
    if H > 1:  # with one head these two are the same
        yield "no_scale", {}, {"divisor": 1.0}
        yield "scale_H", {"H": H, "d": d}, {"divisor": math.sqrt(H)}
    yield "one_head", {"D": D, "H": H}, {"cut": lambda t, H: columns(t, 1)}
    yield "one_map", {}, {"one_map": True}
    yield "mask_ignored", {}, {"mask": None}
    yield "mask_inverted", {}, {"mask": "inverted"}
    yield "mask_times", {}, {"hide": lambda score, seen: score * seen}


def likely_cause(seen, x, Wqkv, Wo, H, mask=None):
    """(message, facts) of the one mistake that gives `seen` here; (None, {}) of none or several."""
    found = {}
    right = multi_head(x, Wqkv, Wo, H, mask)
    for name, facts, options in mistakes(x.shape[2], H):
        if name.startswith("mask") and mask is None:
            continue
        hiding = options.pop("mask", mask)
        hiding = ~mask if isinstance(hiding, str) else hiding
        wrong = multi_head(x, Wqkv, Wo, H, hiding, **options)
        if close(seen, wrong) and not close(wrong, right):
            found[name] = facts
    return next(iter(found.items())) if len(found) == 1 else (None, {})


def close(a, b):
    return a.shape == b.shape and np.allclose(a, b, rtol=1e-9, atol=1e-12)
