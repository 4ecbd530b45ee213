"""The list of notices, the number beside one's name, and the choices on the account page."""

import pytest
from django.core.cache import cache

from apps.mentoring import notices
from apps.mentoring.models import Notice, NoticeChoice
from apps.web.views.notices import PAGE
from tests.factories import make_request
from tests.html import Node, parse

pytestmark = pytest.mark.django_db
What = Notice.What


def page(client, address: str = "/notices/") -> Node:
    answer = client.get(address)
    assert answer.status_code == 200
    return parse(answer.content)


def badge(shown: Node) -> str:
    return shown.first("a", href="/notices/").text


@pytest.fixture
def asked(cast, exercise):
    return make_request(cast["alice"], exercise)


@pytest.fixture
def told(cast, asked) -> Notice:
    notices.tell(cast["alice"], asked, What.ANSWERED, cast["bob"])
    return Notice.objects.get()


def test_with_nothing_to_say_the_page_says_what_will_be_there(alice):
    shown = page(alice)
    assert "Nothing here yet." in shown.text
    assert not shown.all("form", action="/notices/all-read/")
    assert badge(shown) == "Notices"


def test_every_page_says_how_many_are_unread(alice, as_user, told):
    assert badge(page(alice, "/map/")) == "Notices 1 unread"
    assert badge(page(as_user("bob"), "/map/")) == "Notices"
    assert "/notices/" not in as_user("").get("/map/").content.decode()


def test_more_than_99_are_counted_as_such(alice, cast, asked):
    Notice.objects.bulk_create(
        Notice(recipient=cast["alice"], request=asked, what=What.ANSWERED) for _ in range(120)
    )
    assert badge(page(alice, "/map/")) == "Notices 99+ unread"


def test_the_list_says_what_happened_and_leads_there(alice, told, exercise):
    entry = page(alice).first("ol", "notices").first("li")
    assert entry.first("a").text == f"bob answered your question about “{exercise}”."
    assert entry.classes == ["new"] and "new" in entry.text
    answer = alice.get(entry.first("a")["href"])
    assert (answer.status_code, answer["Location"]) == (302, told.request.get_absolute_url())
    shown = page(alice)
    assert shown.first("ol", "notices").first("li").classes == []
    assert badge(shown) == "Notices"


def test_a_look_at_its_head_leaves_it_unread(alice, told):
    assert alice.head(f"/notices/{told.pk}/").status_code == 302
    told.refresh_from_db()
    assert told.read_at is None


def test_all_are_read_at_once(alice, told):
    form = page(alice).first("form", action="/notices/all-read/")
    assert alice.post(form["action"], follow=True).redirect_chain == [("/notices/", 302)]
    shown = page(alice)
    assert badge(shown) == "Notices"
    assert not shown.all("form", action="/notices/all-read/")


def test_older_ones_are_a_page_away(alice, cast, asked):
    Notice.objects.bulk_create(
        Notice(recipient=cast["alice"], request=asked, what=What.ANSWERED) for _ in range(PAGE + 2)
    )
    first = page(alice)
    assert len(first.first("ol", "notices").all("li")) == PAGE
    older = page(alice, "/notices/" + first.first("a", rel="next")["href"])
    assert len(older.first("ol", "notices").all("li")) == 2
    assert not older.all("a", rel="next")
    assert "Newest" in older.text


@pytest.mark.parametrize("before", ["", "x", "-1", "9" * 30, "٣", "0"])
def test_a_place_in_the_list_that_is_none_is_no_fault(before, alice, told):
    page(alice, f"/notices/?before={before}")


def test_names_are_text_and_nothing_else(alice, cast, asked):
    cast["bob"].first_name = "<b>Bob</b>"
    cast["bob"].username = "<i>bob</i>"
    cast["bob"].save()
    notices.tell(cast["alice"], asked, What.ANSWERED, cast["bob"])
    assert b"<i>bob" not in alice.get("/notices/").content


# The choices


def ticks(shown: Node) -> dict[str, bool]:
    form = shown.first("form", action="/notices/choices/")
    return {tick["name"]: "checked" in tick for tick in form.all("input", type="checkbox")}


def test_both_ways_are_on_until_somebody_chooses(alice, cast):
    assert ticks(page(alice, "/account/")) == {"on_site": True, "by_mail": True}
    alice.post("/notices/choices/", {"by_mail": "on"})
    assert ticks(page(alice, "/account/")) == {"on_site": False, "by_mail": True}
    alice.post("/notices/choices/", {})
    assert ticks(page(alice, "/account/")) == {"on_site": False, "by_mail": False}
    assert NoticeChoice.objects.get().user == cast["alice"]


def test_saving_leads_back_to_the_choices_and_says_so(alice):
    answer = alice.post("/notices/choices/", {"on_site": "on"}, follow=True)
    assert answer.redirect_chain == [("/account/#notices", 302)]
    assert "Saved." in parse(answer.content).first("ul", "messages").text


def test_where_the_site_sends_no_mail_the_page_says_so_and_the_choice_is_kept(alice, settings):
    settings.SENDS_MAIL = False
    shown = page(alice, "/account/")
    assert "disabled" in shown.first("input", name="by_mail")
    assert "This site sends no mail." in shown.text
    alice.post("/notices/choices/", {"on_site": "on"})
    assert NoticeChoice.objects.get().by_mail


def test_with_a_mail_server_the_page_says_to_which_address(alice, settings):
    assert "in the log of the worker" in page(alice, "/account/").text
    settings.MAIL_CONFIGURED = True
    assert "to alice@example.org" in page(alice, "/account/").text


# The language of mails


def test_the_language_somebody_chooses_is_kept_with_the_account(alice, cast):
    alice.post("/language/setlang/", {"language": "zh-hans"})
    cast["alice"].refresh_from_db()
    assert cast["alice"].language == "zh-hans"
    for unknown in ("de", "xx", "", "../x"):
        alice.post("/language/setlang/", {"language": unknown})
    cast["alice"].refresh_from_db()
    assert cast["alice"].language == "zh-hans"


def test_whoever_signs_in_reads_in_the_language_they_sign_in_in(client, cast):
    cache.clear()  # rate limits of other tests
    form = {"login": "alice", "password": "correct horse battery"}
    client.post("/account/login/", form, headers={"Accept-Language": "zh-CN"})
    cast["alice"].refresh_from_db()
    assert cast["alice"].language == "zh-hans"
