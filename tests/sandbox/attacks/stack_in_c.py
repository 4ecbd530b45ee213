"""Recurse in C until the stack is used up."""

# expect: error
import pickle
import sys


def attack():
    sys.setrecursionlimit(1 << 30)
    nested = []
    for _ in range(200_000):
        nested = [nested]
    return len(pickle.dumps(nested))
