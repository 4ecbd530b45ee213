"""Name a function so that one line of its traceback is larger than any report."""


# expect: failed
def fail():
    raise ValueError("here")


fail.__code__ = fail.__code__.replace(co_name="f" * (8 << 20))


def attack():
    fail()
