"""Reserve memory as stacks of threads, then as a heap that grows under everything else."""

# expect: passed
import threading
import time


def attack():
    threading.stack_size(64 << 20)
    started = 0
    try:
        for _ in range(16):
            threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
            started += 1
    except (RuntimeError, MemoryError):
        return "contained" if started < 3 else f"{started} stacks of 64 MiB"
    return "as many as asked for"
