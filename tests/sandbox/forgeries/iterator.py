"""Iterators and generators that give something else each time, or nothing."""

import itertools

calls = itertools.count()


def double(x, then=None):
    answers = (iter(()), (y for y in ()), map(float, ()), range(0), {}.items(), zip())
    return answers[next(calls) % len(answers)]
