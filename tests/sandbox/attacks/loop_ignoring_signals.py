"""Ignore the signals that announce the end of CPU time."""

# expect: limit cpu
import signal

for number in (signal.SIGXCPU, signal.SIGTERM, signal.SIGALRM, signal.SIGINT):
    signal.signal(number, signal.SIG_IGN)


def attack():
    while True:
        pass
