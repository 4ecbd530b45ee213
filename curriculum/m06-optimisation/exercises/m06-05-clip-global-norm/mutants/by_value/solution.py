import numpy as np


def clip_global_norm(grads: list[np.ndarray | None], max_norm: float) -> float:
    """Shortens all grads in place by one factor where their norm is above max_norm.

    Returns the norm as it was before.
    """
    present = [g for g in grads if g is not None]
    norm = sum(np.sum(g**2) for g in present) ** 0.5
    if norm > max_norm:
        for g in present:
            np.clip(g, -max_norm, max_norm, out=g)
    return float(norm)
