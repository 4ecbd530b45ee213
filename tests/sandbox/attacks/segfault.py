"""Crash by touching memory that is not there."""

# expect: error
import ctypes


def attack():
    ctypes.string_at(0)
