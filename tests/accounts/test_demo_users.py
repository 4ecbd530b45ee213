"""make_demo_users: on the embedded database only, once, for the eyes of its owner."""

import io
import stat

import pytest
from django.core.management import CommandError, call_command

from apps.accounts.models import User

pytestmark = pytest.mark.django_db
ROLES = {"alice": "learner", "bob": "mentor", "dana": "editor", "admin": "admin"}


@pytest.fixture
def data(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def make_demo_users() -> dict[str, str]:
    """Name → password, as the terminal shows them."""
    shown = io.StringIO()
    call_command("make_demo_users", stdout=shown)
    return dict(line.split(" ") for line in shown.getvalue().splitlines())


def test_it_makes_one_user_a_role_with_the_passwords_it_shows(data):
    shown = make_demo_users()
    users = {user.username: user for user in User.objects.all()}
    assert {name: user.role for name, user in users.items()} == ROLES
    assert all(users[name].check_password(password) for name, password in shown.items())
    assert set(shown) == set(ROLES) and len(set(shown.values())) == 4
    assert min(map(len, shown.values())) >= 12


def test_the_file_says_the_same_and_is_for_its_owner_alone(data):
    shown = make_demo_users()
    path = data / "demo-accounts.txt"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert dict(line.split(" ") for line in path.read_text().splitlines()) == shown
    assert [file.name for file in data.iterdir()] == ["demo-accounts.txt"]


def test_a_second_time_changes_nothing_and_shows_the_same(data):
    shown = make_demo_users()
    before = {user.username: user.password for user in User.objects.all()}
    assert make_demo_users() == shown
    assert {user.username: user.password for user in User.objects.all()} == before


def test_somebody_who_has_the_name_already_is_left_alone(data):
    User.objects.create_user("alice", password="my own words")
    assert set(make_demo_users()) == {"bob", "dana", "admin"}
    assert User.objects.get(username="alice").check_password("my own words")


def test_one_that_was_deleted_comes_back_with_a_new_password(data):
    first = make_demo_users()
    User.objects.get(username="bob").delete()
    second = make_demo_users()
    assert second["bob"] != first["bob"] and second["alice"] == first["alice"]
    assert User.objects.get(username="bob").check_password(second["bob"])
    assert stat.S_IMODE((data / "demo-accounts.txt").stat().st_mode) == 0o600


def test_on_a_server_database_it_refuses(data, settings):
    settings.EMBEDDED_DATABASE = False
    with pytest.raises(CommandError, match="create_admin"):
        make_demo_users()
    assert not User.objects.exists()
    assert not list(data.iterdir())


def test_a_file_that_cannot_be_written_leaves_no_users(data, settings):
    settings.DATA_DIR = data / "missing"
    with pytest.raises(FileNotFoundError):
        make_demo_users()
    assert not User.objects.exists()


def test_those_who_are_made_can_sign_in(data, client):
    for name, password in make_demo_users().items():
        answer = client.post("/account/login/", {"login": name, "password": password})
        assert (answer.status_code, answer["Location"]) == (302, "/map/"), name
        client.post("/account/logout/")
