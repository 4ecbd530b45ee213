import numpy as np

UNKNOWN = "\ufffd"  # the sign � for a character that is not known


def fit_vocabulary(text: str) -> list[str]:
    """UNKNOWN and then every other character of the text, sorted: V strings of one character."""
    return [UNKNOWN, *sorted(set(text) - {UNKNOWN})]


def encode(text: str, vocabulary: list[str]) -> np.ndarray:
    return np.array([ord(character) for character in text], dtype=np.int64)


def decode(ids: np.ndarray, vocabulary: list[str]) -> str:
    """The text with these ids, (N,)."""
    return "".join(vocabulary[i] for i in ids)
