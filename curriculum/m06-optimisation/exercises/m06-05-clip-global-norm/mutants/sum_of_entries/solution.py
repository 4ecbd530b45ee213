import numpy as np


def clip_global_norm(grads: list[np.ndarray | None], max_norm: float) -> float:
    """Shortens all grads in place by one factor where their norm is above max_norm.

    Returns the norm as it was before.
    """
    present = [g for g in grads if g is not None]
    norm = sum(np.abs(g).sum() for g in present)
    if norm > max_norm:
        for g in present:
            g *= max_norm / norm  # in place
    return float(norm)
