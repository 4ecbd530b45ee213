"""What the tests of an exercise say when a check fails: seen, expected, and a proven cause.

Import it as `evidence`. Plain pytest works beside it; this adds the three parts of a failure and
names a likely cause only when the evidence shows it: the answer equals what that mistake gives.

    check_close(entropy_bits(p), 1.0, what="entropy_bits of a fair coin", causes={"nats": log(2)})
    plot("Validation loss", {"yours": losses}, lines={"entropy floor": 0.168}, x="steps")

The folder stands alone (NumPy and pytest only): it is the same beside a downloaded exercise, where
`pytest_plugins = ["evidence"]` in conftest.py gives its fixtures.
"""

from .checks import check, check_array, check_close, check_equal, unchanged
from .failure import NOT_STARTED, Failure, NotStarted, not_started, not_started_record
from .fixtures import (
    configure,
    fresh_solution,
    global_rng_unchanged,
    peak_memory,
    pytest_configure,
    rng,
    seed,
)
from .plots import plot, pytest_runtest_call
from .process import PeakMemory, rng_state
from .showing import show
from .training import cpu_clock, gate, take_gates, training_steps
from .words import Code, Said, forms

__all__ = [
    "NOT_STARTED", "Code", "Failure", "NotStarted", "PeakMemory", "Said", "check", "check_array",
    "check_close", "check_equal", "configure", "cpu_clock", "forms", "fresh_solution", "gate",
    "global_rng_unchanged", "not_started", "not_started_record", "peak_memory", "plot",
    "pytest_configure", "pytest_runtest_call", "rng", "rng_state", "seed", "show", "take_gates",
    "training_steps", "unchanged",
]  # fmt: skip
