"""Answer with a table whose keys all have one hash, so that reading it would take hours."""

# expect: error
import os
import struct
import sys


def attack():
    numbers = ((n * sys.hash_info.modulus).to_bytes(16, "little") for n in range(1, 50_001))
    keys = b"".join(b"I\x10\0\0\0" + number + b"N" for number in numbers)
    table = b"d" + struct.pack("<I", 100_000) + keys
    body = b"A" + struct.pack("<III", 0, 0, 0) + b"t" + struct.pack("<I", 1) + table
    data = struct.pack("<I", len(body)) + body
    while data:
        data = data[os.write(3, data) :]
    return "contained"
