"""Keep data in the kernel's buffers of pipes, which no memory limit counts."""

# expect: passed
import fcntl
import os

kept = []


def attack():
    largest = 0
    try:
        while True:
            read, write = os.pipe()
            kept.append((read, write))
            largest = max(largest, fcntl.fcntl(write, 1031, 1 << 20))
    except OSError:
        return "contained" if largest == 0 else f"{len(kept)} pipes of {largest}"
