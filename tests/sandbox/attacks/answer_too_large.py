"""Answer with more than a message may hold."""


# expect: failed
def attack():
    return [bytes(1 << 20)] * 80
