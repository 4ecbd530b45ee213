"""Pages as a browser set to Chinese gets them: no word of the interface is left in English."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.content.models import Exercise
from apps.grading.models import Submission
from tests.browser import browser
from tests.factories import (
    make_exercise,
    make_lesson,
    make_module,
    make_result,
    make_run,
    make_submission,
    make_user,
)
from tests.html import Node, parse

pytestmark = pytest.mark.django_db
LESSON_TEXT = """\
## One {#one}

The first.

/// predict
Heads or tails?

- heads
- tails

//// answer
Heads.
////
///
"""
# Three words in a row, the later ones small: a phrase, and no name such as Source Code Pro.
ENGLISH = re.compile(r"[A-Za-z]+,?(?: [a-z]+,?){2,}")
SAID = ("aria-label", "title", "placeholder", "alt")
IN_CODE = {"script", "style", "code", "pre", "textarea", "kbd"}


@pytest.fixture
def alice() -> User:
    return make_user("alice")


@pytest.fixture
def exercise() -> Exercise:
    module = make_module(3)
    make_lesson("surprise", module, LESSON_TEXT)
    make_lesson("later", module, None)
    return make_exercise("m03-01-double", module)


@pytest.fixture
def submission(alice: User, exercise: Exercise) -> Submission:
    return make_submission(alice, exercise)


def chinese(user: User | None = None) -> Client:
    client = browser(headers={"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5"})
    if user:
        client.force_login(user)
    return client


def page_of(client: Client, url: str) -> Node:
    page = parse(client.get(url).content)
    assert page.first("html")["lang"] == "zh-hans"
    return page


def phrases(node: Node) -> Iterator[str]:
    """What the interface says in text, names and data, without what says that it is English."""
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif child.get("lang") != "en" and child.tag not in IN_CODE:
            said = child.attributes
            yield from (said[name] for name in said if name in SAID or name.startswith("data-"))
            yield from phrases(child)


def left_in_english(page: Node) -> list[str]:
    return [found[0] for text in phrases(page) if (found := ENGLISH.search(" ".join(text.split())))]


SIGNED_OUT = {
    "/": ["查看课程地图", "先读一课", "登录", "注册"],
    "/map/": ["课程地图", "可以从“Surprise”开始", "2小时", "规划中", "练习"],
    "/lessons/m03-module/surprise/": ["模块3", "第1课", "（规划中）", "下一步"],
    "/exercises/m03-01-double/": ["提示", "可见的测试", "登录并提交", "难度"],
    "/account/login/": ["登录", "用户名或电子邮件地址", "密码", "忘记密码"],
    "/account/signup/": ["注册", "用户名", "本站不发邮件"],
    "/account/password/reset/": ["新密码", "本站管理员"],
    "/none/": ["没有这个页面"],
}


@pytest.mark.parametrize("url", SIGNED_OUT)
def test_signed_out(url: str, exercise: Exercise) -> None:
    page = page_of(chinese(), url)
    text = page.text
    assert [words for words in SIGNED_OUT[url] if words not in text] == []
    assert left_in_english(page) == []


SIGNED_IN = {
    "/map/": ["欢迎，alice。"],
    "/account/": ["当前登录：alice，学习者。", "密码"],
    "/account/email/": ["添加地址", "你账号的地址"],
    "/account/password/change/": ["修改密码"],
    "/account/logout/": ["退出登录", "留下"],
}


@pytest.mark.parametrize("url", SIGNED_IN)
def test_signed_in(url: str, alice: User, exercise: Exercise) -> None:
    page = page_of(chinese(alice), url)
    text = page.text
    assert [words for words in SIGNED_IN[url] if words not in text] == []
    assert left_in_english(page) == []


RUNS = {
    "queued": "等待中",
    "running": "正在运行你的代码",
    "cancelled": "已取消",
    "fault": "出错的是评分程序",
    "done": "2项测试中通过了1项",
}


@pytest.mark.parametrize("state", RUNS)
def test_a_verdict(state: str, alice: User, submission: Submission) -> None:
    make_run(
        submission, state, **({"result": make_result("pass", "fail")} if state == "done" else {})
    )
    for url in (submission.get_absolute_url(), submission.exercise.get_absolute_url()):
        page = page_of(chinese(alice), url)
        assert RUNS[state] in page.id("verdict").text
        assert left_in_english(page) == []


def test_dates_are_in_the_order_of_the_language(alice: User, submission: Submission) -> None:
    make_run(submission, "cancelled")
    at = submission.created_at
    page = page_of(chinese(alice), submission.get_absolute_url())
    assert f"{at.year}年{at.month}月{at.day}日" in page.text
    page = page_of(chinese(alice), submission.exercise.get_absolute_url())
    assert f"{at.month}月{at.day}日" in page.id("attempts").text


def test_labels_inside_a_stored_lesson(exercise: Exercise) -> None:
    article = page_of(chinese(), "/lessons/m03-module/surprise/").first("article")
    assert article["lang"] == "en"
    said = [node.text for node in article.all("span", lang="zh-hans")]
    assert said == [
        "先猜一猜",
        "就这样回答",
        "随后会显示我们的答案。猜错没有代价，也不会留下记录。",
        "卡住了？",
    ]


def test_the_same_lesson_in_english(exercise: Exercise) -> None:
    article = parse(browser().get("/lessons/m03-module/surprise/").content).first("article")
    assert "Predict first" in article.text
    assert not article.all("span", lang="en")


def test_what_a_form_answers(alice: User) -> None:
    client = chinese()
    page = parse(client.post("/account/login/", {"login": "alice", "password": "no"}).content)
    assert "用户名或密码不正确。" in page.text
    assert left_in_english(page) == []
    new = {"username": "alice", "email": "nowhere", "password1": "12a", "password2": "12a"}
    page = parse(client.post("/account/signup/", new).content)
    for said in (
        "这个用户名已被使用。",
        "请输入有效的电子邮件地址。",
        "密码太短，至少需要8个字符。",
    ):
        assert said in page.text
    assert left_in_english(page) == []
