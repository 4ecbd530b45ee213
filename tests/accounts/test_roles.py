"""The role alone decides what somebody may do."""

import pytest
from django.core.exceptions import FieldDoesNotExist

from apps.accounts.models import Cohort, Role, User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role)
def test_only_an_admin_is_staff_and_superuser(role):
    user = make_user("somebody", role=role)
    assert (user.is_staff, user.is_superuser) == ((role == Role.ADMIN),) * 2
    assert user.has_perm("grading.view_run") == (role == Role.ADMIN)


def test_a_change_of_role_takes_effect_at_once():
    user = make_user("somebody", role=Role.LEARNER)
    user.role = Role.ADMIN
    user.save()
    assert User.objects.get().is_superuser
    user.role = Role.LEARNER
    user.save()
    assert not User.objects.get().is_staff


def test_power_is_kept_in_no_column_beside_the_role():
    for name in ("is_staff", "is_superuser"):
        with pytest.raises(FieldDoesNotExist):
            User._meta.get_field(name)


def test_an_admin_whose_account_is_closed_may_do_nothing():
    assert not make_user("admin", is_active=False).has_perm("grading.view_run")


def test_create_superuser_makes_an_admin_who_can_sign_in(client):
    made = User.objects.create_superuser("root", "root@EXAMPLE.org", "correct horse battery")
    assert (made.role, made.email, made.is_superuser) == (Role.ADMIN, "root@example.org", True)
    assert made.check_password("correct horse battery")


def test_a_new_user_is_a_learner_without_a_password_that_works():
    made = User.objects.create_user("eve")
    assert made.role == Role.LEARNER
    assert not made.has_usable_password()


def test_a_cohort_knows_its_learners_and_mentors():
    cohort = Cohort.objects.create(name="Autumn", starts_on="2026-09-01")
    alice, bob = make_user("alice"), make_user("bob")
    cohort.learners.add(alice)
    cohort.mentors.add(bob)
    assert list(alice.cohorts.all()) == list(bob.mentored_cohorts.all()) == [cohort]
    assert str(cohort) == "Autumn"
