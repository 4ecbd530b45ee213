import numpy as np

UNKNOWN = "\ufffd"  # the sign � for a character that is not known


def fit_vocabulary(text: str) -> list[str]:
    """UNKNOWN and then every other character of the text, sorted: V strings of one character."""
    raise NotImplementedError


def encode(text: str, vocabulary: list[str]) -> np.ndarray:
    """Where each character stands in the vocabulary, (N,) int64; 0 for those it has not got."""
    raise NotImplementedError


def decode(ids: np.ndarray, vocabulary: list[str]) -> str:
    """The text with these ids, (N,)."""
    raise NotImplementedError
