"""Objects that are born again when they die, so that no collection ever ends."""

# expect: limit cpu or limit output
import gc


class Phoenix:
    def __init__(self):
        self.self = self

    def __del__(self):
        Phoenix()
        Phoenix()
        gc.collect()


def attack():
    Phoenix()
    while True:
        gc.collect()
