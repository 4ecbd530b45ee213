"""Answer with an integer that Python refuses to write in decimal."""


# expect: failed
def attack():
    return 1 << (8 << 20)
