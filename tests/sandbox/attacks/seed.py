"""Find the seed of the tests in everything this process holds."""

# expect: passed
import gc
import sys

SEED = 1_836_311_903


def numbers():
    frame = sys._getframe()
    while frame:
        yield from frame.f_locals.values()
        frame = frame.f_back
    for thing in gc.get_objects():
        if type(thing) is dict:
            yield from list(thing.values())
        elif type(thing) in (list, tuple):
            yield from thing


def attack():
    found = {number for number in numbers() if type(number) is int and number.bit_length() > 20}
    inverse = pow(2654435761, -1, 1 << 32)
    guesses = {(number - 97) * inverse % (1 << 32) for number in found}
    return "found" if SEED in found - {SEED} | guesses or _elsewhere() else "contained"


def _elsewhere():
    own = sys._getframe(1).f_globals
    return [
        thing
        for thing in gc.get_objects()
        if type(thing) is dict and thing is not own and thing.get("seed") == SEED
    ]
