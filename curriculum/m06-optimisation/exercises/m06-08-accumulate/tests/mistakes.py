"""What well-known mistakes give, by the message that names them; without parts of no examples."""

import numpy as np


def of_parts(micro):
    gradients = np.stack([g for g, _ in micro])
    sizes = np.array([n for _, n in micro], dtype=float)
    total = np.tensordot(sizes, gradients, axes=1)
    halved = gradients[0]
    for g in gradients[1:]:
        halved = (halved + g) / 2
    return {
        "mean_of_means": gradients.mean(axis=0),
        "sum_of_means": gradients.sum(axis=0),
        "sum": total,
        "divides_by_parts": total / len(micro),
        "last_only": gradients[-1],
        "halves": halved,
        "divides_by_n": np.tensordot(1 / sizes, gradients, axes=1),
    }


def facts(micro):
    sizes = [n for _, n in micro]
    return {
        "small": min(sizes), "large": max(sizes), "total": sum(sizes), "parts": len(sizes)
    }  # fmt: skip
