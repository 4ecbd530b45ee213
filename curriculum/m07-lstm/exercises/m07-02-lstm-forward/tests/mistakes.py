"""What well-known mistakes give for (H, cT), by the message that names them."""

import numpy as np
import slow


def handing_on(X, h0, c0, P, h_too, c_too):
    """The loop with one state or both begun anew at each step."""
    H, h, c = [], h0, c0
    for x in X:
        h, c = slow.step(x, h if h_too else h0, c if c_too else c0, P)
        H.append(h)
    return np.array(H), c


def of_forward(X, h0, c0, P):
    """Of the same shapes as the right answer."""
    H, C = slow.forward(X, h0, c0, P)
    backwards, last = slow.forward(X[::-1], h0, c0, P)
    no_h, no_h_cells = slow.forward(X, np.zeros_like(h0), c0, P)
    no_c, no_c_cells = slow.forward(X, h0, np.zeros_like(c0), P)
    found = {
        "ignores_h0": (no_h, no_h_cells[-1]),
        "ignores_c0": (no_c, no_c_cells[-1]),
        "returns_c": (C, C[-1]),
        "returns_hT": (H, H[-1]),
        "states_before": (np.concatenate([h0[None], H[:-1]]), C[-1]),
    }
    if len(X) > 1:  # with a single step these are no mistakes
        found |= {
            "resets": handing_on(X, h0, c0, P, h_too=False, c_too=False),
            "h_not_carried": handing_on(X, h0, c0, P, h_too=False, c_too=True),
            "c_not_carried": handing_on(X, h0, c0, P, h_too=True, c_too=False),
            "reversed_time": (backwards, last[-1]),
            "first_cell": (H, C[0]),
            "same_array": (np.repeat(H[-1:], len(X), axis=0), C[-1]),
        }
    return found
