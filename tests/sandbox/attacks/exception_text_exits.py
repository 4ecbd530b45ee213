"""Raise an exception that ends whoever asks for its text."""


# expect: error
class Exit(Exception):
    def __str__(self):
        raise SystemExit(0)

    __repr__ = __str__


def attack():
    raise Exit
