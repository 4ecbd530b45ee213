"""Ask the tests for things without end, and read no reply."""

# expect: limit wall or limit cpu
import os
import struct


def attack():
    request = b"t" + struct.pack("<I", 2) + b"s" + struct.pack("<I", 4) + b"repr" + b"N"
    body = b"Q" + struct.pack("<III", 0, 0, 0) + request
    while True:
        os.write(3, struct.pack("<I", len(body)) + body)
