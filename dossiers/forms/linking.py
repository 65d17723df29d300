"""Choosing a dossier."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.models import Dossier, RelationKind
from oss.core.forms import Form, LookupWidget
from oss.staff.models import User


class LinkForm(Form):
    dossier = forms.ModelChoiceField(
        Dossier.objects.none(),
        label=_("Dossier"),
        widget=LookupWidget("dossier_lookup", placeholder=_("Number, name or street")),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["dossier"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Dossier.objects.visible_to(user).active().select_related("case_file")


class RelationForm(LinkForm):
    """A dossier of another journey, and what both have to do with each other."""

    kind = forms.ModelChoiceField(
        RelationKind.objects.active(), label=_("What they have to do with each other")
    )
