"""Find the frames of the trusted side from here."""

# expect: passed
import sys


def attack():
    frame = sys._getframe()
    while frame:
        if "test_" in frame.f_code.co_filename or "pytest" in frame.f_globals:
            return frame.f_code.co_filename
        frame = frame.f_back
    loaded = [name for name in sys.modules if name in ("pytest", "evidence", "test_made")]
    return str(loaded) if loaded else "contained"
