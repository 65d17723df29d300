"""A subtype in the admin: its profile is one of its own type; a new one gets the standard of its type."""

from itertools import groupby
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.flows.profiles import Profile, standard_profile
from dossiers.flows.table import DossierType
from dossiers.models import Subtype
from oss.core.admin_forms import AdminForm
from oss.core.registry import offered


class SubtypeForm(AdminForm):
    class Meta:
        model = Subtype
        fields: ClassVar[list[str]] = ["name", "type", "phase", "profile", "position", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("profile")
        if field is None:  # who may only look is given no fields
            return
        self.fields["profile"] = forms.ChoiceField(
            choices=_choices,
            required=False,
            label=field.label,
            help_text=field.help_text,
            error_messages={
                "invalid_choice": gettext_lazy("There is no profile “%(value)s”: choose one of the list.")
            },
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        dossier_type, profile = data.get("type", ""), offered(Profile).get(data.get("profile", ""))
        is_used = self.instance.pk is not None and self.instance.dossiers.exists()
        if is_used and "type" in self.changed_data:
            self.add_error("type", _("Dossiers of this subtype exist: its type stays as it is."))
        elif profile and dossier_type and profile.type != dossier_type:
            told = _("The profile “%(profile)s” belongs to “%(type)s”: choose one of “%(own)s”, or none.")
            self.add_error(
                "profile",
                told
                % {
                    "profile": profile.label,
                    "type": profile.type.label,
                    "own": DossierType(dossier_type).label,
                },
            )
        elif self.instance.pk is None and dossier_type and not profile:
            standard = standard_profile(dossier_type)
            data["profile"] = standard.name if standard else ""
        return data


def _choices() -> list[tuple[str, Any]]:
    """None, then the profiles by type, in the order of the table of flows."""
    in_order = sorted(offered(Profile).values(), key=lambda one: list(DossierType).index(one.type))
    return [
        ("", gettext_lazy("None yet")),
        *(
            (dossier_type.label, [(one.name, one.label) for one in several])
            for dossier_type, several in groupby(in_order, key=lambda one: one.type)
        ),
    ]
