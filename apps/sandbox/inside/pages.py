"""Puts the zygote's memory into large pages: a fork then copies a table a fraction as long.

A kernel that has no large pages, or none free, leaves the memory as it is.
"""

from __future__ import annotations

import ctypes
from pathlib import Path

_MADV_COLLAPSE = 25
_LARGE = 2 << 20


def _writable() -> list[tuple[int, int]]:
    """Start and end of each piece of this process's own memory."""
    found = []
    for line in Path("/proc/self/maps").read_text().splitlines():
        place, flags, _, _, inode, *name = line.split()
        if flags[:2] == "rw" and inode == "0" and name in ([], ["[heap]"]):
            start, end = (int(each, 16) for each in place.split("-"))
            found.append((start, end))
    return found


def enlarge() -> None:
    madvise = ctypes.CDLL(None).madvise
    madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    for start, end in _writable():
        for at in range(-(-start // _LARGE) * _LARGE, end - _LARGE + 1, _LARGE):
            madvise(at, _LARGE, _MADV_COLLAPSE)
