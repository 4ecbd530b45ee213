"""Abort."""

# expect: error
import os


def attack():
    os.abort()
