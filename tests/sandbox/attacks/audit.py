"""Hook everything the interpreter tells of itself, and fail each time."""

# expect: error or failed
import sys


def hook(event, args):
    raise RuntimeError(event)


def attack():
    sys.addaudithook(hook)
    sys.settrace(hook)
    sys.setprofile(hook)
    return open("solution.py").read()
