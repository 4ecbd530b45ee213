"""A constant that the compiler or the first line computes: a number of gigabytes."""

# expect: limit memory or limit cpu
SIZE = 2 ** (1 << 40)


def attack():
    return SIZE
