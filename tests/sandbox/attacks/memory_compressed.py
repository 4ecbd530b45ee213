"""Unpack a small archive that holds gigabytes."""

# expect: limit memory
import gzip

MEMBER = gzip.compress(bytes(8 << 20))


def attack():
    return len(gzip.decompress(MEMBER * 64))
