"""Answer with a fraction of two numbers of millions of digits, to be reduced by whoever reads."""

# expect: error
import os
import struct


def attack():
    number = os.urandom(4 << 20) + b"\1"
    part = b"I" + struct.pack("<I", len(number)) + number
    fraction = b"%" + struct.pack("<I", 2) + part + part.replace(b"\2", b"\3")
    body = b"A" + struct.pack("<III", 0, 0, 0) + b"t" + struct.pack("<I", 1) + fraction
    data = struct.pack("<I", len(body)) + body
    while data:
        data = data[os.write(3, data) :]
    return "contained"
