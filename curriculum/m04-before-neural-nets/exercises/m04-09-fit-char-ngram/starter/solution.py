import numpy as np


def fit_char_ngram(text: str, alphabet: str, others: list[str]) -> list[np.ndarray]:
    """Count the text; then log-probabilities (N, V) for each of the others: row i for place i, from
    what comes before it, a column for each character of the alphabet.
    """
    raise NotImplementedError
