import numpy as np

UNKNOWN = "\ufffd"


def fit_vocabulary(text):
    return [UNKNOWN] + [chr(p) for p in sorted({ord(c) for c in text}) if chr(p) != UNKNOWN]


def encode(text, vocabulary):
    points = np.array([ord(c) for c in text], dtype=np.int64)
    known = np.array([ord(c) for c in vocabulary[1:]], dtype=np.int64)
    if not len(known):
        return np.zeros(len(points), dtype=np.int64)
    place = np.minimum(np.searchsorted(known, points), len(known) - 1)
    return np.where(known[place] == points, place + 1, 0)


def decode(ids, vocabulary):
    return "".join([vocabulary[int(i)] for i in ids])
