"""Independent references: what the best code costs, and what well-known wrong ones cost."""

import math
from collections import deque
from functools import cache


def bits(freqs, words):
    """The length of the whole text."""
    return sum(times * len(words[symbol]) for symbol, times in freqs.items())


def entropy(freqs):
    total = sum(freqs.values())
    return math.fsum(-n / total * math.log2(n / total) for n in freqs.values())


@cache
def shapes(n):
    """All ways of hanging n leaves into a binary tree, as sorted tuples of their depths."""
    if n == 1:
        return {(0,)}
    found = set()
    for shape in shapes(n - 1):
        for depth in set(shape):
            rest = list(shape)
            rest.remove(depth)
            found.add(tuple(sorted([*rest, depth + 1, depth + 1])))
    return found


def best_of_all(counts):
    """The smallest total over every shape; the rarest hang deepest."""
    falling = sorted(counts, reverse=True)
    return min(
        sum(times * depth for times, depth in zip(falling, shape, strict=True))
        for shape in shapes(len(falling))
    )


def best(counts):
    """The same for any number of symbols: every joining adds a bit to whatever it joins.

    Joined groups come out in rising order, so that two queues do without a heap.
    """
    leaves, joined, total = deque(sorted(counts)), deque(), 0
    while len(leaves) + len(joined) > 1:
        pair = 0
        for _ in range(2):
            from_leaves = leaves and (not joined or leaves[0] <= joined[0])
            pair += (leaves if from_leaves else joined).popleft()
        total += pair
        joined.append(pair)
    return total


def joined_in_order(groups, order, together):
    """Total bits when groups (times, symbols' counts) are joined two by two, after `order`."""
    groups, total = [(n, n) for n in groups], 0
    while len(groups) > 1:
        groups = order(groups)
        (a, inside_a), (b, inside_b), *groups = groups
        total += inside_a + inside_b
        groups.append((together(a, b), inside_a + inside_b))
    return total


def rising(groups):
    return sorted(groups, key=lambda group: group[0])


def falling(groups):
    return sorted(groups, key=lambda group: -group[0])


def split_in_halves(counts):
    """Shannon's and Fano's way: from the top, the most even cut of the counts in falling order."""
    if len(counts) == 1:
        return 0
    counts, total = sorted(counts, reverse=True), sum(counts)
    cut = min(range(1, len(counts)), key=lambda place: abs(2 * sum(counts[:place]) - total))
    return total + split_in_halves(counts[:cut]) + split_in_halves(counts[cut:])


def one_after_the_other(counts):
    """Asking for each symbol in turn, the most frequent first."""
    lengths = [*range(1, len(counts)), len(counts) - 1]
    return sum(n * k for n, k in zip(sorted(counts, reverse=True), lengths, strict=True))
