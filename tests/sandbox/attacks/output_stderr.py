"""Flood the other stream, from a thread, while the answer is being worked out."""

# expect: limit output
import sys
import threading
import time


def flood():
    while True:
        sys.stderr.write("x" * 1000)


def attack():
    threading.Thread(target=flood, daemon=True).start()
    time.sleep(60)
