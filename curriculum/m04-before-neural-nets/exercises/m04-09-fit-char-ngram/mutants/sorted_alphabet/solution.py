import numpy as np

LONGEST = 8  # characters of context

Counts = dict[str, dict[str, int]]  # context, of any length -> how often each came next


def fit_char_ngram(text: str, alphabet: str, others: list[str]) -> list[np.ndarray]:
    """Count the text; then log-probabilities (N, V) for each of the others: row i for place i, from
    what comes before it, a column for each character of the alphabet.
    """
    counts = count(text)
    return [predict(counts, alphabet, other) for other in others]


def count(text: str) -> Counts:
    """What came after each context of up to LONGEST characters."""
    counts: Counts = {}
    for length in range(LONGEST + 1):
        for at in range(length, len(text)):
            row = counts.setdefault(text[at - length : at], {})
            row[text[at]] = row.get(text[at], 0) + 1
    return counts


def predict(counts: Counts, alphabet: str, other: str) -> np.ndarray:
    """Log-probabilities (N, V): each context lends to shorter ones what its variety suggests."""
    V, column = len(alphabet), {character: v for v, character in enumerate(sorted(alphabet))}
    p = np.full((len(other), V), 1 / V)  # (N, V)
    for at in range(len(other)):
        for length in range(min(LONGEST, at) + 1):
            row = counts.get(other[at - length : at])
            if row is None:
                break  # no longer context was seen either
            p[at] *= len(row)  # the say of the shorter contexts
            p[at, [column[character] for character in row]] += list(row.values())
            p[at] /= len(row) + sum(row.values())
    return np.log(p)
