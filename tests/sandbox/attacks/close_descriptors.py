"""Close every descriptor, the conversation with the tests included."""

# expect: error
import os


def attack():
    os.closerange(0, 64)
    return "contained"
