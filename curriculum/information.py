"""Quantities of information theory, in bits: what figures and lessons are computed with.

Plain loops over sequences of probabilities, shape (V,), so that they can be checked by eye.
"""

import heapq
from collections.abc import Sequence
from math import inf, log2


def surprise(p: float) -> float:
    """Bits of an outcome of probability p."""
    return -log2(p) if p > 0 else inf


def cross_entropy(p: Sequence[float], q: Sequence[float]) -> float:
    """Bits per outcome for a belief q in a world p."""
    return sum(world * surprise(belief) for world, belief in zip(p, q, strict=True) if world > 0)


def entropy(p: Sequence[float]) -> float:
    return cross_entropy(p, p)


def coin(heads: float) -> tuple[float, float]:
    """The distribution of a coin."""
    return heads, 1 - heads


def best_questions(p: Sequence[float]) -> float:
    """Average yes/no questions of the best tree: join the two rarest until one is left."""
    heap, questions = sorted(p), 0.0
    while len(heap) > 1:
        joined = heapq.heappop(heap) + heapq.heappop(heap)
        questions += joined  # whatever lies below is asked about once more
        heapq.heappush(heap, joined)
    return questions
