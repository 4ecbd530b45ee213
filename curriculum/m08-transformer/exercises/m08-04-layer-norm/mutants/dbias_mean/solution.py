import numpy as np


def layer_norm(x: np.ndarray, gain: np.ndarray, bias: np.ndarray, eps: float = 1e-5) -> np.ndarray:
    """Each row of x (B, T, D) with mean 0 and variance 1, then scaled and shifted."""
    centred = x - x.mean(axis=-1, keepdims=True)  # (B, T, D)
    variance = (centred**2).mean(axis=-1, keepdims=True)  # (B, T, 1)
    return gain * centred / np.sqrt(variance + eps) + bias


def layer_norm_backward(
    x: np.ndarray, gain: np.ndarray, dy: np.ndarray, eps: float = 1e-5
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """dx (B, T, D), dgain (D,) and dbias (D,), where the loss moves with the output by dy."""
    centred = x - x.mean(axis=-1, keepdims=True)
    root = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + eps)  # (B, T, 1)
    xhat = centred / root  # (B, T, D)
    u = gain * dy  # (B, T, D): the slope at xhat
    through_mean = u.mean(axis=-1, keepdims=True)
    through_variance = xhat * (u * xhat).mean(axis=-1, keepdims=True)
    dx = (u - through_mean - through_variance) / root
    return dx, (dy * xhat).sum(axis=(0, 1)), dy.mean(axis=(0, 1))
