"""Keep ever more memory."""


# expect: limit memory
def attack():
    kept = []
    while True:
        kept.append(bytearray(16 << 20))
