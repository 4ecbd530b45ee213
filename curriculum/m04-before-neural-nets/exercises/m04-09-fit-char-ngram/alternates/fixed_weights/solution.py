"""Contexts of up to 7, as arrays; each length keeps a fixed part, less where it was seen rarely."""

from collections import Counter, defaultdict

import numpy as np


def fit_char_ngram(text, alphabet, others):
    column = {character: v for v, character in enumerate(alphabet)}
    tables = []
    for length in range(8):
        table = defaultdict(Counter)
        for context, came in zip(
            (text[at : at + length] for at in range(len(text) - length)), text[length:]
        ):
            table[context][came] += 1
        tables.append(table)

    def logp(other):
        rows = np.empty((len(other), len(alphabet)))
        for place in range(len(other)):
            row = np.full(len(alphabet), 1.0 / len(alphabet))
            for length in range(min(7, place) + 1):
                seen = tables[length].get(other[place - length : place])
                if not seen:
                    break
                share = np.zeros(len(alphabet))
                for character, times in seen.items():
                    share[column[character]] = times
                total = share.sum()
                keep = 0.9 * total / (total + 0.5)
                row = keep * share / total + (1 - keep) * row
            rows[place] = row
        return np.log(rows)

    return [logp(other) for other in others]
