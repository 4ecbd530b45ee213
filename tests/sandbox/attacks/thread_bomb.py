"""Start threads without end."""

# expect: limit processes
import threading
import time


def attack():
    while True:
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
