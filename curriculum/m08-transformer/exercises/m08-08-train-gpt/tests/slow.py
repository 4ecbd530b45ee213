"""Scores to bits, and texts as numbers."""

import math

import stories
import torch

ALPHABET = sorted(set("".join(stories.write(60_000, seed=0)[0])))
V, WINDOW = len(ALPHABET), 128


def draw(characters, seed):
    """A text as numbers (N,), and the bits a character in it."""
    text, bits = stories.write(characters, seed)
    number = {character: i for i, character in enumerate(ALPHABET)}
    return torch.tensor([number[character] for character in text]), bits / len(text)


def bits_of(scores, came):
    """Mean surprise in bits of what came, (B, T), under scores (B, T, V)."""
    logp = scores.double().log_softmax(dim=-1)
    return float(-logp.gather(-1, came.unsqueeze(-1)).mean() / math.log(2))


def bits_per_character(model, ids, shift=1):
    """The second half of each stretch of 128, given all before it in the stretch.

    With another shift the scores are compared with the character so many places on.
    """
    half = WINDOW // 2
    starts = torch.arange(0, len(ids) - WINDOW - 1, half)
    places = starts[:, None] + torch.arange(WINDOW)
    found = []
    for part in places.split(64):
        scores = model(ids[part]).detach()
        found += [bits_of(scores[:, half:], ids[part + shift][:, half:])] * len(part)
    return sum(found) / len(found)
