"""Raise an exception whose text takes forever to write."""


# expect: limit cpu
class Endless(Exception):
    def __str__(self):
        while True:
            pass

    __repr__ = __str__


def attack():
    raise Endless
