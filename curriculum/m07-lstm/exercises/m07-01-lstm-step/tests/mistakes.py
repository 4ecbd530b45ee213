"""What well-known mistakes give for the new h and the new c, by the message that names them."""

import numpy as np


def sigmoid(a):
    return 0.5 * (1 + np.tanh(a / 2))


def blocks(x, h, P, bias=True, state=True):
    """The four blocks of the sums, (B, D) each."""
    a = x @ P["Wx"] + (h @ P["Wh"] if state else 0) + (P["b"] if bias else 0)
    return np.split(a, 4, axis=1)


def states(c, i, f, g, o):
    new = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(new), new


def of_step(x, h, c, P):
    """Message id to (h, c)."""
    i, f, g, o = blocks(x, h, P)
    right_h, right_c = states(c, i, f, g, o)
    side_by_side = np.concatenate([i, f, g, o], axis=1)
    drawn = [side_by_side[:, k::4] for k in range(4)]
    squashed = sigmoid(f) * c + sigmoid(i) * sigmoid(g)
    mixed = sigmoid(f) * c + (1 - sigmoid(f)) * np.tanh(g)
    wiped = (1 - sigmoid(f)) * c + sigmoid(i) * np.tanh(g)
    return {
        "gates_swapped": states(c, f, i, g, o),
        "order_ifog": states(c, i, f, o, g),
        "interleaved": states(c, *drawn),
        "sigmoid_candidate": (sigmoid(o) * np.tanh(squashed), squashed),
        "no_tanh_c": (sigmoid(o) * right_c, right_c),
        "old_cell_shown": (sigmoid(o) * np.tanh(c), right_c),
        "tanh_outside": (np.tanh(sigmoid(o) * right_c), right_c),
        "coupled": (sigmoid(o) * np.tanh(mixed), mixed),
        "forget_inverted": (sigmoid(o) * np.tanh(wiped), wiped),
        "no_bias": states(c, *blocks(x, h, P, bias=False)),
        "no_state": states(c, *blocks(x, h, P, state=False)),
        "returns_swapped": (right_c, right_h),
    }


def overflowing(x, h, c, P):
    """What a sigmoid as a quotient of two exponentials gives."""
    i, f, g, o = blocks(x, h, P)
    with np.errstate(all="ignore"):
        gate_i, gate_f, gate_o = (np.exp(a) / (1 + np.exp(a)) for a in (i, f, o))
        new = gate_f * c + gate_i * np.tanh(g)
        return gate_o * np.tanh(new), new
