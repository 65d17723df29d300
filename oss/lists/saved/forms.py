from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oss.core.forms import Form
from oss.lists.saved.operations import NAME_LENGTH
from oss.staff.models import Team, User


class NameForm(Form):
    """How a view is called; with the right to it, whether everybody gets it."""

    name = forms.CharField(
        label=_("Name of the view"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    system = forms.BooleanField(
        label=_("For everybody, as a view of the shop"),
        required=False,
    )

    def __init__(self, data: Any = None, *, user: User, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if not user.has_perm("lists.publish_savedview"):
            del self.fields["system"]


class RenameForm(Form):
    name = forms.CharField(label=_("Name of the view"), max_length=NAME_LENGTH)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class ShareForm(Form):
    teams = forms.ModelMultipleChoiceField(
        Team.objects.none(),
        label=_("Teams"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    users = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Colleagues"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, user: User, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["teams"].queryset = Team.objects.visible_to(user).active()  # type: ignore[attr-defined]
        colleagues = User.objects.visible_to(user).assignable().exclude(pk=user.pk)
        self.fields["users"].queryset = colleagues  # type: ignore[attr-defined]
