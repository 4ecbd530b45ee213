"""Independent references: exact intervals of texts, also as well-known mistakes make them."""

import math
from fractions import Fraction


def surprises(symbols, counts, gain):
    """Bits that each symbol costs the model."""
    counts, bits = list(counts), []
    for symbol in symbols:
        bits.append(-math.log2(counts[symbol] / sum(counts)))
        counts[symbol] += gain
    return bits


def interval(symbols, counts, gain, told_first=False, after_own=False):
    """Both ends of the text's interval.

    With `told_first` a symbol raises its own count before it is coded; with `after_own` its stretch
    begins where it should end.
    """
    counts, low, width, unit = list(counts), 0, 1, 1
    for symbol in symbols:
        counts[symbol] += gain if told_first else 0
        low = low * sum(counts) + width * sum(counts[: symbol + after_own])
        width, unit = width * counts[symbol], unit * sum(counts)
        counts[symbol] += 0 if told_first else gain
    low %= unit  # only a wrong interval goes beyond the line
    return Fraction(low, unit), Fraction(low + width, unit)


def number(data):
    return Fraction(int.from_bytes(data, "big"), 256 ** len(data))


def lies_in(data, ends):
    return ends[0] <= number(data) < ends[1]


def decoded(data, n, counts, gain, last_part=False):
    """Symbol by symbol, the one whose parts hold the number; with `last_part` one part more."""
    counts, value, symbols = list(counts), number(data), []
    for _ in range(n):
        place, below, found = math.floor(value * sum(counts)), 0, None
        for symbol, count in enumerate(counts):
            if found is None and place < below + count + last_part:
                found = symbol
            below += count if found is None else 0
        found = len(counts) - 1 if found is None else found
        symbols.append(found)
        if counts[found] == 0:
            break
        value = (value * sum(counts) - below) / counts[found]
        counts[found] += gain
    return symbols
