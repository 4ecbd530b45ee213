"""Quantities of information theory, in bits: what figures and lessons are computed with.

Plain loops over sequences of probabilities, shape (V,), so that they can be checked by eye.
"""

import heapq
from collections.abc import Callable, Sequence
from math import exp, inf, log2


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


def kl(p: Sequence[float], q: Sequence[float]) -> float:
    """What believing q costs in the world p above the least possible, D(p‖q)."""
    return cross_entropy(p, q) - entropy(p)


def mixture(p: Sequence[float], q: Sequence[float]) -> list[float]:
    return [(a + b) / 2 for a, b in zip(p, q, strict=True)]


def bell(centre: float, spread: float) -> list[float]:
    """One hump over the hours of a day, (24,): a normal distribution, cut and rescaled."""
    heights = [exp(-(((hour - centre) / spread) ** 2) / 2) for hour in range(24)]
    return [height / sum(heights) for height in heights]


def helpline() -> list[float]:
    """When messages come: most around 8, others around 18 o'clock."""
    return [0.6 * a + 0.4 * b for a, b in zip(bell(8, 1.5), bell(18, 1.5), strict=True)]


def best_hump(price: Callable[[list[float]], float]) -> tuple[int, float]:
    """Centre and spread, in hours, of the single hump with the lowest price."""
    humps = [(centre, half / 2) for centre in range(24) for half in range(2, 20)]
    return min(humps, key=lambda hump: price(bell(*hump)))
