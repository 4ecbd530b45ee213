"""What every answer carries, and what no page may hold."""

import re

import pytest
from django.conf import settings
from django.test import Client

from tests.browser import browser
from tests.factories import make_lesson, make_result, make_run, make_submission
from tests.html import parse
from tests.web.test_urls import TABLE, ask, names

__all__ = ["names"]
pytestmark = pytest.mark.django_db
READ = [row for row in TABLE if row.request.startswith("GET")]
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy_of(answer) -> dict[str, str]:
    parts = answer["Content-Security-Policy"].split(";")
    return dict(part.strip().split(" ", 1) for part in parts if part.strip())


@pytest.mark.parametrize("row", READ, ids=lambda row: row.request)
def test_every_answer_carries_the_strict_policy_and_every_page_keeps_it(row, as_user, names):
    for role in ("", "alice", "admin"):
        answer = ask(as_user(role), row.request, names)
        assert policy_of(answer) == POLICY
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["Referrer-Policy"] == "same-origin"
        if answer["Content-Type"].startswith("text/html"):
            assert_nothing_inline(answer.content, ours=not row.route.startswith("admin/"))


def assert_nothing_inline(html: bytes, ours: bool = True) -> None:
    page = parse(html)
    for node in page.everything():
        assert node.tag != "style", node.html
        assert node.tag != "script" or node.get("src") or is_data(node), node.html
        handlers = [name for name in node.attributes if name.startswith("on")]
        assert not handlers and not [n for n in node.attributes if n.startswith("hx-on")], node.html
        for name in ("href", "src", "action", "formaction", "xlink:href"):
            assert not (node.get(name) or "").strip().lower().startswith("javascript:"), node.html
    katex = {id(node) for box in page.all(css_class="katex") for node in box.everything()}
    styled = [n for n in page.everything() if "style" in n and id(n) not in katex]
    assert not ours or not styled, [node.html for node in styled]


def is_data(script) -> bool:
    return script.get("type") in ("application/json", "text/template")


@pytest.mark.parametrize("state", ["queued", "running", "cancelled", "fault", "done"])
def test_pages_of_runs_hold_nothing_inline_in_any_state(alice, cast, exercise, state):
    array = {"rows": [["1"]], "bad": [[0, 0]], "caption": "x"}
    result = make_result("pass", "fail")
    result["tests"][1]["array"] = array
    more = {"result": result} if state == "done" else {}
    run = make_run(make_submission(cast["alice"], exercise), state, **more)
    for address in (exercise.get_absolute_url(), f"/attempts/{run.submission_id}/"):
        assert_nothing_inline(alice.get(address).content)
    answer = alice.get(f"/runs/{run.pk}/", headers={"HX-Request": "true"})
    assert policy_of(answer) == POLICY
    assert_nothing_inline(answer.content)


def test_a_lesson_with_everything_in_it_holds_nothing_inline_but_katex(client, lesson):
    text = (
        "## A\n\n$x^2$\n\n$$\\frac{1}{2}$$\n\n/// predict\nHow?\n\n- one\n- two\n\n"
        "//// answer\nSo.\n////\n///\n\n```python\nx = 1\n```\n\n| a |\n|---|\n| 1 |\n"
    )
    made = make_lesson("all", lesson.module, text)
    answer = client.get(made.get_absolute_url())
    assert b"katex" in answer.content
    assert_nothing_inline(answer.content)


@pytest.mark.parametrize("status", [403, 404, 405, 409, 413])
def test_pages_of_errors_keep_the_policy_too(cast, exercise, status):
    client = browser(enforce_csrf_checks=status == 403)
    client.force_login(cast["alice"])
    at = f"{exercise.get_absolute_url()}draft/"
    asked = {
        403: lambda: client.post(at, {"file:solution.py": "<script>"}),
        404: lambda: client.get("/nothing/"),
        405: lambda: client.get(at),
        409: lambda: [client.post(at, {"file:solution.py": text}) for text in "ab"][-1],
        413: lambda: client.post(at, {"file:solution.py": "x" * 300_000}),
    }
    answer = asked[status]()
    assert (answer.status_code, policy_of(answer)) == (status, POLICY)
    assert_nothing_inline(answer.content)


def test_a_fault_of_ours_is_a_page_that_needs_nothing(client, monkeypatch):
    def broken(request: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("apps.web.views.home.course_for", broken)
    quiet = Client(raise_request_exception=False)
    answer = quiet.get("/")
    assert answer.status_code == 500
    assert policy_of(answer) == POLICY
    assert b"Something broke on our side." in answer.content
    assert b"secret detail" not in answer.content and b"Traceback" not in answer.content
    assert_nothing_inline(answer.content)


def test_scripts_and_styles_of_a_page_are_files_with_a_digest_in_their_name(client, exercise):
    page = parse(client.get(exercise.get_absolute_url()).content)
    files = [script["src"] for script in page.all("script")]
    files += [link["href"] for link in page.all("link", rel="stylesheet")]
    assert len(files) >= 4
    for file in files:
        assert re.fullmatch(r"/static/[\w./-]+\.[0-9a-f]{12}(\.min)?\.(js|css)", file), file
        answer = client.get(file)
        assert answer.status_code == 200
        assert "immutable" in answer["Cache-Control"]


def test_htmx_is_told_to_evaluate_nothing(client, lesson):
    import json

    config = json.loads(parse(client.get("/").content).first("meta", name="htmx-config")["content"])
    assert (
        config["allowEval"]
        is config["allowScriptTags"]
        is config["includeIndicatorStyles"]
        is False
    )


def test_cookies_are_kept_from_scripts_and_other_sites(client, cast):
    client.force_login(cast["alice"])
    answer = client.get("/account/password/change/")
    assert settings.SESSION_COOKIE_HTTPONLY and settings.SESSION_COOKIE_SAMESITE == "Lax"
    assert answer.cookies["csrftoken"]["samesite"] == "Lax"


def test_another_host_name_is_refused():
    assert Client().get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    "zone",
    [
        "Asia/Shanghai",
        "../../etc/passwd",
        "/etc/passwd",
        "\x00",
        "x" * 5000,
        "Europe",
        "",
        "é",
        ".",
    ],
)
def test_no_time_zone_in_a_cookie_breaks_a_page(alice, cast, exercise, zone):
    from http.cookies import SimpleCookie

    run = make_run(make_submission(cast["alice"], exercise))
    alice.cookies = SimpleCookie(alice.cookies)
    answer = alice.get(
        f"/attempts/{run.submission_id}/",
        headers={"cookie": f"sessionid={alice.session.session_key}; timezone={zone}"},
    )
    assert answer.status_code == 200


def test_the_time_zone_of_one_reader_is_not_that_of_the_next(alice, client, cast, exercise):
    from django.utils import timezone

    before = timezone.get_current_timezone_name()
    alice.cookies["timezone"] = "Pacific/Kiritimati"
    alice.get("/map/")
    assert timezone.get_current_timezone_name() == before
