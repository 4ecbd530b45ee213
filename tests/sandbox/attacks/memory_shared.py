"""Map shared memory, which a limit on private data would miss."""

# expect: passed
import mmap


def attack():
    kept = []
    try:
        for _ in range(64):
            area = mmap.mmap(-1, 16 << 20, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)
            area.write(bytes(16 << 20))
            kept.append(area)
    except (OSError, MemoryError):
        return "contained"
    return f"{len(kept) * 16} MiB"
