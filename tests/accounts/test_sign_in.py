"""Sign-up, sign-in and the way back in, with and without mail."""

import pytest
from django.core import mail
from django.urls import reverse

from apps.accounts.models import Role, User
from tests.factories import PASSWORD, make_user
from tests.html import parse

pytestmark = pytest.mark.django_db
EVE = {
    "username": "eve",
    "email": "eve@example.org",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


def sign_in(client, login, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": login, "password": password, **more})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_whoever_signs_up_is_a_learner_and_signed_in_at_once(client):
    answer = client.post(reverse("account_signup"), EVE)
    assert (answer.status_code, answer["Location"]) == (302, "/map/")
    assert User.objects.get().role == Role.LEARNER
    assert is_signed_in(client)
    assert not mail.outbox


def test_nobody_gives_themselves_a_role(client):
    client.post(reverse("account_signup"), {**EVE, "role": "admin", "is_staff": "on"})
    assert User.objects.get().role == Role.LEARNER


@pytest.mark.parametrize("password", ["short", "password1234", "eve@example.org"])
def test_a_password_that_is_easily_guessed_is_refused(client, password):
    answer = client.post(
        reverse("account_signup"), {**EVE, "password1": password, "password2": password}
    )
    assert answer.status_code == 200
    assert parse(answer.content).all(css_class="error")
    assert not User.objects.exists()


@pytest.mark.parametrize("login", ["alice", "ALICE", "alice@example.org", "Alice@Example.org"])
def test_one_signs_in_by_name_or_by_address(client, login):
    client.post(
        reverse("account_signup"), {**EVE, "username": "alice", "email": "alice@example.org"}
    )
    client.post(reverse("account_logout"))
    answer = sign_in(client, login)
    assert answer.status_code == 302, parse(answer.content).text
    assert is_signed_in(client)


def test_users_made_by_hand_sign_in_by_name_and_by_address(client):
    make_user("alice")
    for login in ("alice", "alice@example.org"):
        assert sign_in(client, login).status_code == 302
        client.post(reverse("account_logout"))


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client):
    make_user("alice")
    answers = [sign_in(client, "alice", "wrong"), sign_in(client, "nobody", "wrong")]
    said = [parse(answer.content).first(css_class="errors").text for answer in answers]
    assert said[0] == said[1]
    assert not is_signed_in(client)


def test_a_closed_account_does_not_sign_in(client):
    make_user("alice", is_active=False)
    sign_in(client, "alice")
    assert not is_signed_in(client)


def test_sign_in_leads_back_to_where_one_was(client):
    make_user("alice")
    assert sign_in(client, "alice", next="/lessons/a/b/")["Location"] == "/lessons/a/b/"


@pytest.mark.parametrize(
    "next", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]
)
def test_sign_in_leads_to_no_other_site(client, next):
    make_user("alice")
    assert sign_in(client, "alice", next=next)["Location"] == "/map/"


def test_sign_out_is_a_post(client):
    client.force_login(make_user("alice"))
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_signed_in(client)
    assert client.post(reverse("account_logout"))["Location"] == "/"
    assert not is_signed_in(client)


def test_without_mail_the_reset_page_names_whom_to_ask(client, settings):
    settings.CONTACT = "Ada <ada@example.org>"
    page = parse(client.get(reverse("account_reset_password")).content)
    assert "Ask Ada <ada@example.org>." in page.first("main").text
    assert "changepassword NAME" in page.first("main").text
    assert not page.first("main").all("form")


def test_without_mail_sign_up_says_that_none_comes(client):
    text = parse(client.get(reverse("account_signup")).content).first("main").text
    assert "This site sends no mail" in text


@pytest.fixture
def with_mail(settings):
    settings.MAIL_CONFIGURED = True
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"


def test_with_mail_sign_up_asks_for_a_confirmation(client, with_mail):
    answer = client.post(reverse("account_signup"), EVE)
    assert answer["Location"] == reverse("account_email_verification_sent")
    assert [message.to for message in mail.outbox] == [["eve@example.org"]]
    assert not is_signed_in(client)


def test_with_mail_the_link_of_a_reset_changes_the_password_once(client, with_mail):
    make_user("alice")
    client.post(reverse("account_reset_password"), {"email": "alice@example.org"})
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    form = client.get(link, follow=True)
    new = {"password1": "a new one entirely", "password2": "a new one entirely"}
    client.post(form.redirect_chain[-1][0], new)
    assert User.objects.get().check_password("a new one entirely")
    again = client.get(link, follow=True)
    assert "This link is used up" in parse(again.content).text
