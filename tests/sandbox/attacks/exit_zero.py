"""End with success in the middle of a test."""

# expect: error
import os


def attack():
    os._exit(0)
