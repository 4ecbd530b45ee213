"""Use CPU time without end."""


# expect: limit cpu
def attack():
    while True:
        pass
