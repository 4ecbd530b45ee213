"""Backward passes with one mistake each, by the message that names it."""

import numpy as np

ONE_STEP = (
    "missing_dtanh", "dtanh_at_c", "cell_for_tanh", "new_cell", "partners_swapped",
    "no_gate_slopes", "sigmoid_slope_for_g", "blocks_ifog", "h_t_for_h_tm1", "no_forget",
)  # fmt: skip
MANY_STEPS = (
    "dc_not_carried", "dh_not_carried", "last_loss_only", "forwards", "X_reversed",
    "weights_assigned", "divided_by_T", "ignores_dcT",
)  # fmt: skip


def to_cell(dh, o, new, wrong):
    """What line (4) sends to the cell."""
    if wrong == "missing_dtanh":
        return dh * o
    return dh * o * (1 - (new if wrong == "dtanh_at_c" else np.tanh(new)) ** 2)


def to_sums(dh, dc, gates, old, new, wrong):
    """Lines (4) to (2): the slopes of the sums, (B, 4D)."""
    i, f, g, o = np.split(gates, 4, axis=1)
    partner_f = new if wrong == "new_cell" else old
    partner_i, partner_g = (i, g) if wrong == "partners_swapped" else (g, i)
    shown = new if wrong == "cell_for_tanh" else np.tanh(new)
    blocks = [dc * partner_i, dc * partner_f, dc * partner_g, dh * shown]
    if wrong != "no_gate_slopes":
        of_g = g * (1 - g) if wrong == "sigmoid_slope_for_g" else 1 - g * g
        local = [i * (1 - i), f * (1 - f), of_g, o * (1 - o)]
        blocks = [block * slope for block, slope in zip(blocks, local)]
    if wrong == "blocks_ifog":
        blocks = [blocks[k] for k in (0, 1, 3, 2)]
    return np.concatenate(blocks, axis=1)


def carried_in(dh, dc, dH, t, wrong):
    """The slope of h at step t, and that of c as far as it was carried."""
    if wrong == "dc_not_carried":
        dc = np.zeros_like(dc)
    if wrong == "dh_not_carried":
        dh = np.zeros_like(dh)
    above = np.zeros_like(dh) if wrong == "last_loss_only" and t < len(dH) - 1 else dH[t]
    return dh + above, dc


def backward(dH, dcT, cache, wrong=None):
    """The six gradients, with the mistake of this name."""
    X, H0, C, gates, P = (cache[name] for name in ("X", "H0", "C", "gates", "P"))
    T, D = len(X), dH.shape[2]
    dA, dX = [], []
    dh, dc = np.zeros_like(dcT), np.zeros_like(dcT) if wrong == "ignores_dcT" else dcT
    order = range(T) if wrong == "forwards" else range(T - 1, -1, -1)
    for t in order:
        o, f = gates[t][:, 3 * D :], gates[t][:, D : 2 * D]
        dh, dc = carried_in(dh, dc, dH, t, wrong)
        dc = dc + to_cell(dh, o, C[t + 1], wrong)
        da = to_sums(dh, dc, gates[t], C[t], C[t + 1], wrong)
        dA.append(da)
        dX.append(da @ P["Wx"].T)
        dh, dc = da @ P["Wh"].T, dc if wrong == "no_forget" else dc * f
    in_time = np.argsort(order)
    states = H0[1:] if wrong == "h_t_for_h_tm1" else H0[:-1]
    parts = {
        "Wx": np.array([X[t].T @ da for t, da in zip(order, dA)]),
        "Wh": np.array([states[t].T @ da for t, da in zip(order, dA)]),
        "b": np.array([da.sum(axis=0) for da in dA]),
    }
    grads = {name: weights(part, wrong) for name, part in parts.items()}
    inputs = np.array(dX) if wrong == "X_reversed" else np.array(dX)[in_time]
    return grads | {"X": inputs, "h0": dh, "c0": dc}


def weights(parts, wrong):
    """The gradient of a weight from its parts (T, ...), in the order of the visit."""
    if wrong == "weights_assigned":
        return parts[-1]
    return parts.mean(axis=0) if wrong == "divided_by_T" else parts.sum(axis=0)


def of_backward(dH, dcT, cache):
    """Message id to the six gradients. With one step, what happens between steps is no mistake."""
    names = ONE_STEP + (MANY_STEPS if len(dH) > 1 else ("ignores_dcT",))
    return {name: backward(dH, dcT, cache, name) for name in names}
