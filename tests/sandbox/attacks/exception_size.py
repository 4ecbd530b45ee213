"""Raise an exception that carries tens of megabytes."""


# expect: failed
def attack():
    raise ValueError("x" * (30 << 20), "\n" * 1000)
