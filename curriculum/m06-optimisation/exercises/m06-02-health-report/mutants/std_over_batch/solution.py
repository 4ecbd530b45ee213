import numpy as np


def flat_entries(kind: str, h: np.ndarray) -> np.ndarray:
    """Where the bend that h came out of lets no gradient through, or hardly any: bool like h."""
    return h == 0 if kind == "relu" else np.abs(h) > 0.97


def health_report(acts: list[tuple[str, np.ndarray]]) -> list[dict[str, float]]:
    """std, share of flat entries and share of dead units of each layer (kind, h); h is (N, D)."""
    report = []
    for kind, h in acts:
        flat = flat_entries(kind, h)  # (N, D)
        dead = flat.all(axis=0)  # (D,)
        report.append(
            {
                "std": float(h.std(axis=1).mean()),
                "flat": float(flat.mean()),
                "dead": float(dead.mean()),
            }
        )
    return report
