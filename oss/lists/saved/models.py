"""Saved views, with whom they are shared, who gave them a star and where they open by themselves."""

from typing import Self

import pghistory
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from oss.staff.models import Team, User


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: User) -> Self:
        """My own, those of the shop, and those shared with me or with a team of mine."""
        if not user.has_perm("lists.view_savedview"):
            return self.none()
        shared = ViewShare.objects.filter(Q(user=user) | Q(team__in=Team.objects.active().of(user)))
        return self.filter(Q(owner=user) | Q(owner=None) | Q(pk__in=shared.values("view")))

    def of_list(self, *names: str) -> Self:
        """Of one list, by all the names it had."""
        return self.filter(list_name__in=names)

    def owned_by(self, user: User) -> Self:
        return self.filter(owner=user)

    def system(self) -> Self:
        return self.filter(owner=None)

    def shared(self) -> Self:
        return self.filter(pk__in=ViewShare.objects.values("view"))

    def marked_for(self, user: User) -> Self:
        """With `is_starred`, and `opens_by_itself`: the list opens with it."""
        mine = {"view": OuterRef("pk"), "user": user}
        return self.select_related("owner").annotate(
            is_starred=Exists(ViewStar.objects.filter(**mine)),
            opens_by_itself=Exists(DefaultView.objects.filter(**mine)),
        )

    def by_name(self) -> Self:
        return self.order_by(Lower("name"), "pk")


@pghistory.track(exclude=["changed_at"])
class SavedView(models.Model):
    """A list's state under a name. Without an owner it is the shop's own: a system view.

    `query` is the state as `ListState.query_string()` writes it; reading it back drops what the reader may
    not see. `version` grows with every change, so that nobody overwrites what he did not see.
    """

    list_name = models.CharField(_("list"), max_length=60, editable=False)
    name = models.CharField(_("name"), max_length=80)
    query = models.TextField(_("state of the list"), blank=True)
    owner = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="saved_views", verbose_name=_("owner")
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(db_default=Now(), editable=False)
    changed_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")

    objects = SavedViewQuerySet.as_manager()

    is_starred: bool  # these two by `marked_for`
    opens_by_itself: bool

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = (
            models.UniqueConstraint(
                "list_name",
                "owner",
                Lower("name"),
                name="saved_view_name_once_per_owner",
                nulls_distinct=False,
                violation_error_message=_("There is already a view with this name: choose another one."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_has_a_name"),
        )
        indexes = (models.Index(fields=["list_name", "owner"], name="saved_view_of_list"),)
        permissions = (("publish_savedview", "Can make and change the views of the shop"),)

    def __str__(self) -> str:
        return self.name

    @property
    def is_system(self) -> bool:
        return self.owner_id is None

    def may_be_changed_by(self, user: User) -> bool:
        """My own, and with the right to it the views of the shop."""
        if self.is_system:
            return user.has_perm("lists.publish_savedview")
        return self.owner_id == user.pk and user.has_perm("lists.change_savedview")


@pghistory.track()
class ViewShare(models.Model):
    """One colleague or one team that sees somebody's view."""

    # CASCADE: a share says nothing without its view or whom it is with; its history stays.
    view = models.ForeignKey(SavedView, on_delete=models.CASCADE, related_name="shares")
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("sharing of a view")
        verbose_name_plural = _("sharings of views")
        constraints = (
            models.CheckConstraint(
                condition=Q(user__isnull=False, team=None) | Q(user=None, team__isnull=False),
                name="view_is_shared_with_one",
            ),
            models.UniqueConstraint(fields=["view", "user"], name="view_shared_with_user_once"),
            models.UniqueConstraint(fields=["view", "team"], name="view_shared_with_team_once"),
        )

    def __str__(self) -> str:
        return f"{self.view} → {self.user or self.team}"


class ViewStar(models.Model):
    """A view that somebody wants at hand: first in the menu."""

    # CASCADE: a star is a mark on a view by one person and means nothing without either.
    view = models.ForeignKey(SavedView, on_delete=models.CASCADE, related_name="stars")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("star")
        verbose_name_plural = _("stars")
        constraints = (models.UniqueConstraint(fields=["view", "user"], name="view_star_once"),)

    def __str__(self) -> str:
        return f"{self.user} ★ {self.view}"


class DefaultView(models.Model):
    """The view with which a list opens for one person."""

    list_name = models.CharField(max_length=60)
    # CASCADE: without the view the list opens as it is declared; without the person nobody opens it.
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    view = models.ForeignKey(SavedView, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("default view")
        verbose_name_plural = _("default views")
        constraints = (
            models.UniqueConstraint(fields=["list_name", "user"], name="one_default_view_per_list"),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.view}"
