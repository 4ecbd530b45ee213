"""Print what moves a terminal's cursor, turns text round, or cannot be stored."""

# expect: failed
import sys


def attack():
    evil = "\x1b[2J\x1b]0;title\x07 \x9b31m \u202eesrever\u2066 \x00 \ud800 \r over \x08\x7f \ufeff"
    print(evil)
    sys.stdout.buffer.write(b"\xff\xfe\x00\x1b[31m\n")
    raise type("Error\x1b[2J\u202e", (ValueError,), {})(evil)
