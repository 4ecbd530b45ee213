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
    m = b1 * m + (1 - b1) * g  # which way, on average
    v = b2 * v + (1 - b2) * g**2  # how large, as a rule
    m_hat = m / (1 - b1**t)  # both began at 0
    v_hat = v / (1 - b2**t)
    p = p * (1 - lr * wd) - lr * m_hat / np.sqrt(v_hat)
    return p, m, v
