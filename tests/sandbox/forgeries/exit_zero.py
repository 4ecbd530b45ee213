"""The exit status of success."""

# expect: x
import atexit
import os

atexit.register(os._exit, 0)


def double(x):
    raise SystemExit(0)
