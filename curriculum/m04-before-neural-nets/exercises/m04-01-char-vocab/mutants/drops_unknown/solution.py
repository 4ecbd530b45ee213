import numpy as np

UNKNOWN = "\ufffd"  # the sign � for a character that is not known


def fit_vocabulary(text: str) -> list[str]:
    """UNKNOWN and then every other character of the text, sorted: V strings of one character."""
    return [UNKNOWN, *sorted(set(text) - {UNKNOWN})]


def encode(text: str, vocabulary: list[str]) -> np.ndarray:
    """Where each character stands in the vocabulary, (N,) int64; 0 for those it has not got."""
    ids = {character: i for i, character in enumerate(vocabulary)}
    return np.array([ids.get(character, 0) for character in text], dtype=np.int64)


def decode(ids: np.ndarray, vocabulary: list[str]) -> str:
    """The text with these ids, (N,)."""
    return "".join(vocabulary[i] for i in ids if i)
