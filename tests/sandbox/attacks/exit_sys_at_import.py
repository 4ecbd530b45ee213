"""End as a script does, while the tests are being collected."""

# expect: error
import sys

sys.exit(0)
