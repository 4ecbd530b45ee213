"""What the lesson on smoothing computes beside the counting model itself."""

from collections import Counter
from functools import cache
from math import exp, lgamma, log, log2

from counting import CountingModel, new_stories, reader


def alone(model: CountingModel, length: int, text: str, k: float) -> float:
    """Bits a character of `text` for contexts of one length, with k added to every count."""
    bits = 0.0
    for place in range(length, len(text)):
        row = model.after.get(text[place - length : place], Counter())
        bits -= log2((row[text[place]] + k) / (row.total() + k * model.V))
    return bits / (len(text) - length)


def mixed(model: CountingModel, text: str) -> list[float]:
    """Bits a character of `text` for contexts of up to 0, 1, 2 ... characters, mixed after Witten
    and Bell with the shorter ones.
    """
    bits = [0.0] * (model.order + 1)
    for place in range(model.order, len(text)):
        p = 1 / model.V
        for length in range(model.order + 1):
            row = model.after.get(text[place - length : place])
            if row:
                p = (row[text[place]] + len(row) * p) / (row.total() + len(row))
            bits[length] -= log2(p)
    return [total / (len(text) - model.order) for total in bits]


def share_step(p: list[tuple[float, ...]], weights: list[float]) -> list[float]:
    """One step of EM: each expert's mean share of what the experts put in."""
    new = [0.0] * len(weights)
    for row in p:
        parts = [w * q for w, q in zip(weights, row, strict=True)]
        for j, part in enumerate(parts):
            new[j] += part / sum(parts) / len(p)
    return new


def mix_bits(p: list[tuple[float, ...]], weights: list[float]) -> float:
    """What came costs in all, under the mix."""
    return -sum(log2(sum(w * q for w, q in zip(weights, row, strict=True))) for row in p)


def seen_again(weight: list[float], draws: int, times: int) -> float:
    """Of things seen `times` times in one sample: how often each comes in another as large.

    Samples of `draws` from the distribution `weight`; counts are Poisson, nearly.
    """
    top = bottom = 0.0
    for w in weight:
        mean = draws * w
        chance = exp(times * log(mean) - mean - lgamma(times + 1))
        top, bottom = top + mean * chance, bottom + chance
    return top / bottom


LONGEST = 10  # characters of context
THINGS, DRAWS, STEEP = 20_000, 10_000, 1.33


@cache
def best_alone(length: int) -> float:
    """Bits a character of new stories for contexts of one length, with the best of three k."""
    fresh = new_stories(10_000)
    return min(alone(reader(LONGEST), length, fresh, k) for k in (0.001, 0.01, 0.1))


@cache
def all_mixed() -> list[float]:
    """The same for each length mixed with the shorter ones."""
    return mixed(reader(LONGEST), new_stories(10_000))


@cache
def seen_again_in_a_steep_world(times: int) -> float:
    """A world of things whose shares fall like a power of their rank."""
    weights = [rank**-STEEP for rank in range(1, THINGS + 1)]
    total = sum(weights)
    return seen_again([weight / total for weight in weights], DRAWS, times)
