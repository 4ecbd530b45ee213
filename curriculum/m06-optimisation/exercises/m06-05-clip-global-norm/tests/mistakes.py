"""What well-known mistakes give, by the message that names them."""

import numpy as np
import slow


def of_norm(grads):
    arrow = np.abs(slow.entries(grads))
    norms = [np.linalg.norm(g) for g in grads if g is not None]
    return {
        "sum_of_norms": sum(norms),
        "no_root": float(arrow @ arrow),
        "rms": float(np.sqrt(np.mean(arrow**2))),
        "largest_entry": arrow.max(),
        "largest_norm": max(norms),
        "sum_of_entries": arrow.sum(),
    }


def of_clipping(grads, limit):
    """The gradients afterwards, for a norm above the limit and no None."""
    norm = slow.norm(grads)
    first = grads[0] * limit / norm
    return {
        "per_tensor": [g * min(1.0, limit / np.linalg.norm(g)) for g in grads],
        "by_value": [np.clip(g, -limit, limit) for g in grads],
        "unit_length": [g / norm for g in grads],
        "only_limit": [g * limit for g in grads],
        "one_array": [first, *grads[1:]],
    }
