import numpy as np


def clip_global_norm(grads: list[np.ndarray | None], max_norm: float) -> float:
    """Shortens all grads in place by one factor where their norm is above max_norm.

    Returns the norm as it was before.
    """
    raise NotImplementedError
