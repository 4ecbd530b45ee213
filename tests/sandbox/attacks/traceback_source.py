"""Let whoever shows the traceback read a file that never ends."""

# expect: failed or error or limit memory
import os

os.unlink(__file__)
os.symlink("/dev/zero", __file__)


def attack():
    raise ValueError("here")
