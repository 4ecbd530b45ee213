import numpy as np

Arrays = tuple[np.ndarray, np.ndarray, np.ndarray]


def adamw_step(
    p: np.ndarray,
    g: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    t: int,
    lr: float,
    b1: float,
    b2: float,
    eps: float,
    wd: float,
) -> Arrays:
    """p, m and v after step t of AdamW with gradient g; all have the shape of p."""
    raise NotImplementedError
