"""Which building belongs to an owners' association (VME)."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from oss.addresses.models import Building
from oss.contacts.models import AssociationMatch
from oss.core.forms import Form, LookupWidget
from oss.core.seen_form import SeenForm
from oss.staff.models import User


def _offered(field: Any, user: User) -> None:
    field.queryset = Building.objects.visible_to(user).with_label()


class BuildingForm(Form):
    building = forms.ModelChoiceField(
        Building.objects.none(), label=_("Building"), widget=LookupWidget("building_lookup")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offered(self.fields["building"], user)


class MatchForm(SeenForm):
    """The building of an association of the register, and whether it becomes one of our organisations."""

    adopt = forms.BooleanField(required=False, initial=True, label=_("Add it to our organisations"))

    class Meta:
        model = AssociationMatch
        fields: ClassVar[list[str]] = ["building"]
        labels: ClassVar[dict[str, Any]] = {"building": _("Building")}
        widgets: ClassVar[dict[str, Any]] = {"building": LookupWidget("building_lookup")}

    def __init__(self, *args: Any, user: User, known: bool, **kwargs: Any) -> None:
        """`known`: it is one of our organisations already. Without a building it has none of ours."""
        super().__init__(*args, **kwargs)
        _offered(self.fields["building"], user)
        if known:
            del self.fields["adopt"]
