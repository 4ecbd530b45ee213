"""Answer rightly and keep working, in threads that nobody waits for."""

# expect: passed
import atexit
import threading
import time


def work():
    while True:
        time.sleep(0.001)


atexit.register(work)


def attack():
    for _ in range(8):
        threading.Thread(target=work).start()
    return "contained"
