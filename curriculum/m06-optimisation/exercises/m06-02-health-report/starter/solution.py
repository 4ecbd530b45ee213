import numpy as np


def health_report(acts: list[tuple[str, np.ndarray]]) -> list[dict[str, float]]:
    """std, share of flat entries and share of dead units of each layer (kind, h); h is (N, D)."""
    raise NotImplementedError
