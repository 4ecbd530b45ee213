"""The most verdicts that any grader which forks for each submission can reach on this machine.

A process with the libraries loaded and pytest configured forks, and the child collects and runs
the tests: no walls, no checker, no proxy, one process a run.
"""

import os
import subprocess
import sys
import time
from pathlib import Path


def measure(folder: Path, runtime: str, at_once: int, count: int) -> float:
    """Runs a second."""
    command = [sys.executable, "-m", "apps.ops.bench.fork_limit", runtime, str(at_once), str(count)]
    env = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "OMP_NUM_THREADS": "1"}
    env["PYTHONPATH"] = f"{Path(__file__).resolve().parents[3]}:{folder}"
    ran = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=True)
    return float(ran.stdout)


def run(runtime: str, at_once: int, count: int) -> float:
    import gc
    import importlib

    import pytest
    from _pytest.config import _prepareconfig

    from apps.sandbox.inside import warm_up

    modules = ("numpy", "numpy.testing", *(["torch", "torch.testing"] * (runtime == "torch")))
    for name in modules:
        importlib.import_module(name)
    if runtime == "torch":
        sys.modules["torch"].set_num_threads(1)
    options = ["-q", "-p", "no:cacheprovider", "-p", "evidence", "-c", "pytest.ini"]
    out = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    pytest.main([*options, warm_up.__file__])
    config = _prepareconfig(options)
    gc.collect()
    gc.freeze()
    start, begun, ended = time.perf_counter(), 0, 0
    while ended < count:
        if begun < count and begun - ended < at_once:
            begun += 1
            if os.fork() == 0:
                os._exit(int(config.hook.pytest_cmdline_main(config=config)))
        else:
            _, status = os.wait()
            assert status == 0, "a test failed"
            ended += 1
    took = time.perf_counter() - start
    os.dup2(out, 1)
    return count / took


if __name__ == "__main__":
    print(run(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
