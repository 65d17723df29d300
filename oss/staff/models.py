"""Users and teams. A role is a Django group named by `oss.staff.roles.Role`."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar, Self

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oss.core.registry import offered
from oss.staff.grants import Grant
from oss.staff.roles import Role


class LowerEmailField(models.EmailField):
    """A mail address without capitals, however it was typed."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.strip().lower() if isinstance(text, str) else text

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(super().get_prep_value(value))


def roles_named(groups: Iterable[str]) -> frozenset[Role]:
    """The roles that these Django groups carry."""
    return frozenset(Role(name) for name in groups if name in Role.values)


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: "User") -> Self:
        """Colleagues are visible to all who may see users; everybody sees themselves."""
        return self if user.has_perm("staff.view_user") else self.filter(pk=user.pk)

    def active(self) -> Self:
        return self.filter(is_active=True)

    def allowed(self, permission: str) -> Self:
        """Who has this right by a role."""
        one = offered(Grant).get(permission)
        having = self.model.groups.through.objects.filter(group__name__in=one.roles if one else ())
        return self.filter(pk__in=having.values("user"))

    def assignable(self) -> Self:
        """Who may be given work: active, with a role that works in the loket. The auditor reads logs only."""
        return self.active().allowed("staff.use_loket")

    def with_role(self, role: Role) -> Self:
        return self.filter(groups__name=role)

    def without_role(self) -> Self:
        """They can log in but see nothing; the break-glass account needs no role."""
        return self.filter(groups=None, is_superuser=False)

    def logged_in_since(self, moment: datetime) -> Self:
        return self.filter(last_login__gte=moment)

    def administrators(self) -> Self:
        """Who can put everything right again: active, with the role of administrator."""
        return self.active().with_role(Role.ADMINISTRATOR)

    def matching(self, text: str) -> Self:
        """Every word of `text` occurs in the name or the mail address."""
        found = self
        for word in text.split():
            found = found.filter(
                models.Q(first_name__icontains=word)
                | models.Q(last_name__icontains=word)
                | models.Q(email__icontains=word)
            )
        return found


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user: User = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """The break-glass account: every right without a role."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str) -> "User":
        user: User = self.get(email__iexact=email)
        return user


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractBaseUser, PermissionsMixin):
    """A member of staff, who logs in with a mail address."""

    email = LowerEmailField(_("mail address"))
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    language = models.CharField(
        _("language"), max_length=5, choices=[("nl", _("Dutch")), ("en", _("English"))], default="nl"
    )
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Who leaves is set inactive, never deleted.")
    )
    date_joined = models.DateTimeField(_("member of staff since"), default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["first_name", "last_name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ("first_name", "last_name", "pk")  # as a name is read, the same in every choice
        constraints = (
            models.UniqueConstraint(
                fields=["email"],
                name="user_email_once",
                violation_error_message=_("There is already a user with this mail address."),
            ),
            # so that capitals make no second account, and the login finds the one there is
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_is_lower"),
            models.CheckConstraint(
                condition=models.Q(language__in=["nl", "en"]), name="user_language_is_offered"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.email

    @property
    def initials(self) -> str:
        words = [word for word in (self.first_name, self.last_name) if word] or [self.email]
        return "".join(word[0] for word in words).upper()

    @cached_property
    def roles(self) -> frozenset[Role]:
        return roles_named(group.name for group in self.groups.all())

    @property
    def is_staff(self) -> bool:
        """What Django's admin asks of whoever enters it."""
        return self.has_perm("staff.use_admin")


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class RoleAssignment(User.groups.through):  # type: ignore[name-defined]
    """Who got or lost which role, kept by trigger."""

    class Meta:
        proxy = True


class Surface(models.Model):  # noqa: DJ008 - never a row
    """No table: the parts of the shop that a role may enter, as permissions."""

    class Meta:
        managed = False
        default_permissions = ()
        permissions = (("use_loket", "Works in the loket"), ("use_admin", "Works in the admin"))


class TeamQuerySet(models.QuerySet["Team"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("staff.view_team") else self.none()

    def active(self) -> Self:
        return self.filter(is_active=True)

    def of(self, user: User) -> Self:
        return self.filter(memberships__user=user)


@pghistory.track()
class Team(models.Model):
    """People who share work: queues, views and dossiers can be given to a team."""

    name = models.CharField(_("name"), max_length=80)
    description = models.CharField(_("description"), max_length=200, blank=True)
    members = models.ManyToManyField(
        User, through="Membership", related_name="teams", verbose_name=_("members")
    )
    is_active = models.BooleanField(_("active"), default=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                Lower("name"),
                name="team_name_once",
                violation_error_message=_("There is already a team with this name."),
            ),
        )

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Membership(models.Model):
    """One person in one team."""

    # CASCADE: a membership says nothing without both; its history stays in its event table.
    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("team")
    )
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("member")
    )

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = (models.UniqueConstraint(fields=["team", "user"], name="membership_once"),)

    def __str__(self) -> str:
        return f"{self.user} · {self.team}"


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: User) -> Self:
        """One's own; nobody reads what somebody else has not saved yet."""
        return self.filter(user=user)

    def of_form(self, form: str, of: str) -> Self:
        return self.filter(form=form, of=of)

    def older_than(self, moment: datetime) -> Self:
        return self.filter(saved_at__lt=moment)


class Draft(models.Model):
    """What somebody typed in a form and did not save yet. Without history, and in no admin.

    `form` and `of` say which form of which record, or of which mail; `page` is one drawing of it, so that two
    tabs keep a draft each. `fields` holds what differs from what the page showed, `seen` what it showed
    there, `options` how the choices of a lookup read; each by the name of the field. `number` counts the
    savings.
    """

    # CASCADE: nobody but its user can ever read it
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=80)
    of = models.CharField(max_length=120)
    page = models.UUIDField()
    number = models.PositiveIntegerField()
    fields = models.JSONField()
    seen = models.JSONField()
    options = models.JSONField()
    saved_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ("-saved_at", "-pk")
        constraints = (models.UniqueConstraint(fields=["user", "page"], name="draft_once_per_page"),)
        indexes = (models.Index(fields=["saved_at"], name="draft_by_age"),)

    def __str__(self) -> str:
        return f"{self.form} {self.of}"
