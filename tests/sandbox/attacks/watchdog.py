"""Let the interpreter itself write into the conversation, from a thread that holds no lock."""

# expect: error
import faulthandler
import time

faulthandler.dump_traceback_later(0.02, repeat=True, file=3)


def attack():
    time.sleep(0.2)
    return "contained"
