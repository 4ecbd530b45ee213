"""Answer with an object that never finishes saying what it is."""


# expect: limit cpu
class Endless:
    def __repr__(self):
        while True:
            pass


def attack():
    return Endless()
