"""Spend the CPU time in a signal's handler that interrupts itself."""

# expect: limit cpu
import signal


def handler(*args):
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    while True:
        pass


signal.signal(signal.SIGALRM, handler)
signal.signal(signal.SIGXCPU, handler)


def attack():
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    while True:
        pass
