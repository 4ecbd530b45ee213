"""Print into the conversation with the tests, and talk to nobody."""

# expect: error
import os


def attack():
    os.dup2(3, 1)
    print("contained")
    return "contained"
