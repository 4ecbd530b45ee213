"""An answer that is changed after it was given, by a later call and by a thread."""

import threading
import time

kept = []


def change():
    while True:
        for answer in kept:
            answer[:] = [0]
        time.sleep(0)


threading.Thread(target=change, daemon=True).start()


def double(x, then=None):
    kept.append([0])
    return kept[-1]
