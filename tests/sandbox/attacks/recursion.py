"""Recurse without end."""


# expect: failed
def attack():
    return attack()
