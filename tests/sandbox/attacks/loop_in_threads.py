"""Use CPU time in many threads that hold no lock."""

# expect: limit cpu
import hashlib
import threading


def work():
    data = bytes(1 << 16)
    while True:
        hashlib.sha256(data)


def attack():
    threading.stack_size(256 << 10)
    for _ in range(8):
        threading.Thread(target=work, daemon=True).start()
    work()
