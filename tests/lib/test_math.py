"""Formulas are set by one engine a process, whoever asks first and from wherever."""

import subprocess
import sys

FIRST_IN_A_LOOP = """
import asyncio, os, threading
os.environ["DJANGO_SETTINGS_MODULE"] = "apps.settings"
import django
django.setup()
from apps.lib.math import render_tex

async def first():
    render_tex("a", False)

asyncio.run(first())
found = []
thread = threading.Thread(target=lambda: found.append(render_tex("b", False)))
thread.start()
thread.join()
print("katex" in found[0])
"""


def test_the_engine_outlives_the_event_loop_it_was_first_asked_in() -> None:
    command = [sys.executable, "-c", FIRST_IN_A_LOOP]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ran.stdout == "True\n", ran.stderr
