"""Write a number of a hundred million digits: one call, which nothing interrupts."""

# expect: limit cpu
import sys


def attack():
    sys.set_int_max_str_digits(0)
    return len(str(1 << (1 << 26)))
