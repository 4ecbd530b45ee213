"""Independent references: a pair is a complex number, and a turn is a product with another one."""

import cmath
import math

import numpy as np

THETA = 10_000.0


def speeds(d, theta):
    return [theta ** (-2 * j / d) for j in range(d // 2)]


def neighbours(d):
    return [(2 * j, 2 * j + 1) for j in range(d // 2)]


def halves(d):
    return [(j, j + d // 2) for j in range(d // 2)]


def rotated(pair, angle):
    z = complex(*pair) * cmath.exp(1j * angle)
    return z.real, z.imag


def rope(x, pos, theta=THETA, *, speeds=speeds, read=neighbours, write=None, turn=rotated):
    """Pair by pair. What comes after the star lets the well-known mistakes in."""
    d = x.shape[-1]
    out = np.zeros_like(x)
    for index in np.ndindex(x.shape[:-1]):
        row, place = x[index], int(pos[index[-1]])
        pairs = zip(read(d), (write or read)(d), speeds(d, theta), strict=True)
        for (a, b), (to_a, to_b), speed in pairs:
            turned = turn((float(row[a]), float(row[b])), place * speed)
            out[(*index, to_a)], out[(*index, to_b)] = turned
    return out


def mirrored(pair, angle):
    a, b = pair
    return a * math.cos(angle) + b * math.sin(angle), a * math.sin(angle) + b * math.cos(angle)


def in_turn(pair, angle):
    a, b = pair
    a = a * math.cos(angle) - b * math.sin(angle)
    return a, a * math.sin(angle) + b * math.cos(angle)


def mistakes(x, pos, theta):
    """What well-known mistakes give, by the message that names them; (message, value) pairs."""
    yield "off_by_one", rope(x, pos + 1, theta)
    yield "degrees", rope(x, pos, theta, turn=lambda p, a: rotated(p, math.radians(a)))
    yield "clockwise", rope(x, pos, theta, turn=lambda p, a: rotated(p, -a))
    yield "no_minus", rope(x, pos, theta, turn=mirrored)
    yield "overwritten", rope(x, pos, theta, turn=in_turn)
    yield "pair_layout", rope(x, pos, theta, read=halves)
    yield "concatenated", rope(x, pos, theta, write=halves)
    yield "one_speed", rope(x, pos, 1.0)
    yield "exponent", rope(x, pos, math.sqrt(theta))
    yield "too_fast", rope(x, pos, theta**2)
    yield "slow_first", rope(x, pos, theta, speeds=lambda d, t: speeds(d, t)[::-1])
    yield "pos_ignored", rope(x, np.arange(len(pos)), theta)
    yield "theta_ignored", rope(x, pos, THETA)


def attention(q, k, v, mask=None):
    """One query at a time, over its open keys."""
    out = np.zeros_like(q)
    for index in np.ndindex(q.shape[:-1]):
        seen = np.ones(k.shape[2], dtype=bool) if mask is None else mask[index[2]]
        keys, values = k[index[:2]][seen], v[index[:2]][seen]
        scores = [float(key @ q[index]) / math.sqrt(q.shape[-1]) for key in keys]
        e = np.exp(np.array(scores) - max(scores))
        out[index] = (e / e.sum()) @ values
    return out


def rope_attention(q, k, v, pos_q, pos_k, mask=None, theta=THETA, *, turned="qk"):
    """`turned` says which of the three are turned."""
    q = rope(q, pos_q, theta) if "q" in turned else q
    k = rope(k, pos_k, theta) if "k" in turned else k
    v = rope(v, pos_k, theta) if "v" in turned else v
    return attention(q, k, v, mask)


def attention_mistakes(q, k, v, pos_q, pos_k, mask=None, theta=THETA):
    for name, turned in (("on_v", "qkv"), ("only_queries", "q"), ("only_keys", "k")):
        yield name, rope_attention(q, k, v, pos_q, pos_k, mask, theta, turned=turned)
    yield "not_turned", attention(q, k, v, mask)
    counted = (np.arange(q.shape[2]), np.arange(k.shape[2]))
    yield "pos_ignored", rope_attention(q, k, v, *counted, mask, theta)
    yield "theta_ignored", rope_attention(q, k, v, pos_q, pos_k, mask)
    yield "mask_ignored", rope_attention(q, k, v, pos_q, pos_k, None, theta)


def close(a, b):
    return a.shape == b.shape and np.allclose(a, b, rtol=1e-9, atol=1e-11)


def likely_cause(seen, right, wrong):
    """The one mistake among (message, value) pairs that gives `seen`; None of none or several."""
    if close(seen, right):
        return None
    found = {name for name, value in wrong if close(seen, value) and not close(value, right)}
    return found.pop() if len(found) == 1 else None
