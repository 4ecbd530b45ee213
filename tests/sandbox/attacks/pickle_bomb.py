"""Answer with a pickle that runs a command where it is opened."""

# expect: error
import os
import pickle
import struct


class Bomb:
    def __reduce__(self):
        return os.system, ("touch /box/pwned",)


def attack():
    data = pickle.dumps(Bomb())
    os.write(3, struct.pack("<I", len(data)) + data)
    return "contained"
