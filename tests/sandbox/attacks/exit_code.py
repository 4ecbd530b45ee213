"""End with every exit code, those included that could mean something to the grader."""

# expect: error
import os


def attack():
    os._exit(97)
