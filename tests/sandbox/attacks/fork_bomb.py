"""Double the number of processes, again and again."""

# expect: limit processes
import os


def attack():
    while True:
        os.fork()
