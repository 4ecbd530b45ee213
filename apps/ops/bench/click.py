"""In a real browser: from the click on Submit to the verdict on the page, and where it goes."""

import contextlib
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

from django.conf import settings
from django.test import Client

from apps.accounts.models import User
from apps.content.models import Exercise
from apps.grading.models import Run
from apps.ops.bench.row import Row

EXERCISE = "m03-01-entropy-bits"
ROUNDS, WARM_UP = 15, 2
# Seconds from the click until a verdict of one's own stands on the page.
CLICK = """() => new Promise((resolve) => {
  const started = performance.now();
  new MutationObserver(() => {
    if (document.querySelector("#verdict[data-focus-verdict]"))
      resolve((performance.now() - started) / 1000);
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
  document.querySelector("#exercise-form button[type=submit]").click();
})"""
# Seconds to have this page made again.
RENDER = """async () => {
  const started = performance.now();
  await (await fetch(location.href)).text();
  return (performance.now() - started) / 1000;
}"""


def measure() -> Iterator[Row]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        print("The click is not measured: Chromium is not installed.", file=sys.stderr)
        return
    with site() as url:
        clicks, renders, runs = rounds(url, program)
    click, render = statistics.median(clicks), statistics.median(renders)
    phases = [run.phases for run in runs]
    waiting = statistics.median(each["waiting"] for each in phases)
    engine = statistics.median(each["preparing"] + each["testing"] for each in phases)
    yield Row("click to verdict, NumPy : 5 × engine + a page", click, 5 * engine + render, aim=1)
    yield Row("  of it: in the line : all", waiting, click)
    yield Row("  of it: in the engine : all", engine, click)
    yield Row("  of it: sending, storing, showing : all", click - waiting - engine, click)
    yield Row("  beside it: the page, made again : all", render, click)


@contextlib.contextmanager
def site() -> Iterator[str]:
    """The web server and a grader, as `make run` starts them; the address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    web = ["-m", "gunicorn", "--config", "python:apps.ops.gunicorn", "--bind", f"127.0.0.1:{port}"]
    quiet = {"cwd": settings.BASE_DIR, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    commands = [web, ["manage.py", "grader", "numpy"]]
    started = [subprocess.Popen([sys.executable, *words], **quiet) for words in commands]  # type: ignore[call-overload]
    try:
        yield answering(f"http://localhost:{port}")
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait()


def answering(url: str) -> str:
    """`url`, once the site is there and a grader is ready."""
    for _ in range(600):
        with contextlib.suppress(OSError):  # nothing listens yet, or it is not well yet
            health = json.load(urllib.request.urlopen(f"{url}/healthz"))
            if health["graders"]["numpy"]["state"] == "ready":
                return url
        time.sleep(0.1)
    raise TimeoutError("the site did not come up in a minute")


def rounds(url: str, program: str) -> tuple[list[float], list[float], list[Run]]:
    """Seconds of each click and of each page, and the runs behind the clicks."""
    from playwright.sync_api import sync_playwright

    exercise = Exercise.objects.select_related("current").get(id=EXERCISE)
    user = User.objects.create_user("clicks", "clicks@example.invalid", "not a secret")
    client = Client()
    client.force_login(user)
    cookies = [{"name": n, "value": m.value, "url": url} for n, m in client.cookies.items()]
    assert exercise.current
    right = exercise.current.files["solution/solution.py"]
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright runs a loop in this thread
    clicks, renders = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        context = browser.new_context()
        context.add_cookies(cookies)  # type: ignore[arg-type]
        page = context.new_page()
        for number in range(WARM_UP + ROUNDS):
            page.goto(f"{url}{exercise.get_absolute_url()}")
            page.locator(".cm-content").fill(f"{right}\n# {number}\n")
            clicks.append(page.evaluate(CLICK))
            renders.append(page.evaluate(RENDER))
        browser.close()
    runs = Run.objects.filter(submission__user=user).order_by("id")
    return clicks[WARM_UP:], renders[WARM_UP:], list(runs)[WARM_UP:]
