"""Stories as numbers."""

import numpy as np
import stories

ALPHABET = sorted(set("".join(stories.write(60_000, seed=0)[0])))


def encode(text):
    number = {character: i for i, character in enumerate(ALPHABET)}
    return np.array([number[character] for character in text])


def draw(characters, seed):
    """A text as numbers, and the bits a character in it."""
    text, bits = stories.write(characters, seed)
    return encode(text), bits / len(text)
