"""Bits of what came, from rows of logarithms; and texts with one character changed."""

import math


def bits_per_character(rows, text, alphabet):
    column = {character: v for v, character in enumerate(alphabet)}
    nats = math.fsum(-float(rows[at, column[character]]) for at, character in enumerate(text))
    return nats / len(text) / math.log(2)


def moved_texts(text, alphabet, furthest=12):
    """For each distance from the last place: the text with another character there."""
    for back in range(1, furthest + 1):
        at = len(text) - 1 - back
        for character in alphabet[:6]:
            yield back, text[:at] + character + text[at + 1 :]
