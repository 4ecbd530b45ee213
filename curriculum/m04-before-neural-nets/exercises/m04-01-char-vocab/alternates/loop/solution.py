import numpy as np

UNKNOWN = "\ufffd"


def fit_vocabulary(text):
    found = sorted(set(text))
    if UNKNOWN in found:
        found.remove(UNKNOWN)
    found.insert(0, UNKNOWN)
    return found


def encode(text, vocabulary):
    places = dict(zip(vocabulary, range(len(vocabulary))))
    ids = np.zeros(len(text), dtype=np.int64)
    for n, character in enumerate(text):
        if character in places:
            ids[n] = places[character]
    return ids


def decode(ids, vocabulary):
    text = ""
    for i in ids.tolist():
        text += vocabulary[i]
    return text
