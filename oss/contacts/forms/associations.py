"""Which building belongs to an owners' association (VME), and who is its syndic or sits in its council."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from oss.addresses.models import Building
from oss.contacts.forms.lookups import organisation_lookup, person_lookup
from oss.contacts.models import (
    AssociationMatch,
    AssociationRole,
    AssociationRoleKind,
    Organisation,
    OrganisationKind,
    Person,
)
from oss.core.forms import DayInput, Form, LookupWidget
from oss.core.seen_form import SeenForm
from oss.staff.models import User


def _offered(field: Any, user: User) -> None:
    field.queryset = Building.objects.visible_to(user).with_label()


class AssociationBuildingForm(Form):
    building = forms.ModelChoiceField(
        Building.objects.none(), label=_("Building"), widget=LookupWidget("building_lookup")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offered(self.fields["building"], user)


class AssociationForm(Form):
    """The owners' association of a building, from the page of the building."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Owners' association (VME)"), widget=organisation_lookup()
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.visible_to(user).active().of_kind(OrganisationKind.VME)
        field.error_messages["invalid_choice"] = _(
            "Choose an organisation of the kind “owners' association (VME)”; make it in the side panel"
            " where it is not known yet."
        )


class RoleForm(Form):
    """A person, an organisation, or a person on behalf of an organisation."""

    role = forms.ChoiceField(label=_("Role"), choices=AssociationRoleKind.choices)
    person = forms.ModelChoiceField(
        Person.objects.none(), required=False, label=_("Person"), widget=person_lookup()
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        required=False,
        label=_("Organisation"),
        widget=organisation_lookup(),
        help_text=_("A person, an organisation, or both: the person then works for it."),
    )
    professional = forms.TypedChoiceField(
        label=_("How"),
        required=False,
        choices=(("", _("unknown")), ("yes", _("professional")), ("no", _("volunteer"))),
        coerce=lambda value: value == "yes",
        empty_value=None,
    )
    since = forms.DateField(label=_("Since"), required=False, widget=DayInput())
    until = forms.DateField(label=_("Until and including"), required=False, widget=DayInput())
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "role_%s")  # beside the form of who works there
        super().__init__(*args, **kwargs)
        for name, model in (("person", Person), ("organisation", Organisation)):
            self.fields[name].queryset = model.objects.visible_to(user).active()  # type: ignore[attr-defined]


class ChangeRoleForm(SeenForm):
    """Who it is, is known: another one is another role."""

    class Meta:
        model = AssociationRole
        fields: ClassVar[list[str]] = ["professional", "since", "until", "note"]
        labels: ClassVar[dict[str, Any]] = {
            "professional": _("How"),
            "since": _("Since"),
            "until": _("Until and including"),
            "note": _("Note"),
        }
        widgets: ClassVar[dict[str, Any]] = {"since": DayInput(), "until": DayInput()}


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
