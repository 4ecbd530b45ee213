"""Wait for nothing while the tests are being collected."""

# expect: limit wall
import threading

threading.Event().wait()
