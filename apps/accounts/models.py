from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    LEARNER = "learner", _("Learner")
    MENTOR = "mentor", _("Mentor")
    EDITOR = "editor", _("Editor")
    ADMIN = "admin", _("Admin")


class UserManagerByRole(UserManager["User"]):
    """Django's manager, for users whose staff and superuser marks follow from their role."""

    def create_superuser(self, username, email=None, password=None, **fields):  # type: ignore[no-untyped-def]
        return self.create_user(username, email, password, **{**fields, "role": Role.ADMIN})

    def create_user(self, username, email=None, password=None, **fields):  # type: ignore[no-untyped-def]
        user = self.model(
            username=self.model.normalize_username(username),
            email=self.normalize_email(email),
            **fields,
        )
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractUser):
    """One person. The role alone decides what they may do."""

    role = models.CharField(
        _("role"), max_length=10, choices=Role, default=Role.LEARNER, db_index=True
    )

    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        help_text=_("In which they last read the site: mail is written in it."),
    )

    objects: ClassVar[UserManagerByRole] = UserManagerByRole()

    # Properties in place of Django's columns: two sources of truth about power is one too many.
    @property
    def is_staff(self) -> bool:  # type: ignore[override]
        return self.role == Role.ADMIN

    @property
    def is_superuser(self) -> bool:  # type: ignore[override]
        return self.role == Role.ADMIN

    @property
    def is_mentor(self) -> bool:
        """Whether the mentors' desk is theirs: mentors and administrators."""
        return self.role in (Role.MENTOR, Role.ADMIN)

    def reads_in(self, language: str) -> None:
        """Keep the language of the interface; one query where it is another than before."""
        if language != self.language:
            self.language = language
            self.save(update_fields=["language"])


class Cohort(models.Model):
    """Learners who start together, and the mentors who look after them."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    starts_on = models.DateField(_("starts on"))
    learners = models.ManyToManyField(User, related_name="cohorts", blank=True)
    mentors = models.ManyToManyField(
        User, related_name="mentored_cohorts", blank=True, limit_choices_to={"role": Role.MENTOR}
    )

    class Meta:
        ordering = ["-starts_on", "name"]

    def __str__(self) -> str:
        return self.name
