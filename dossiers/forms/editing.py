"""The small forms of the dossier page: a stakeholder, a reason, a note."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.models import Capacity, Reason, ReasonKind
from oss.addresses.models import Address
from oss.contacts.forms.lookups import organisation_lookup, person_lookup
from oss.contacts.models import Organisation, Person
from oss.core.forms import Form, LookupWidget, MinutesInput
from oss.timeline.models import DONE_BY_HAND, MOST_MINUTES, ActivityKind


class StakeholderForm(Form):
    """Somebody more, on the whole train or on this wagon only."""

    person = forms.ModelChoiceField(
        Person.objects.active(), required=False, label=_("Person"), widget=person_lookup()
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.active(),
        required=False,
        label=_("Organisation"),
        widget=organisation_lookup(),
    )
    capacity = forms.ModelChoiceField(Capacity.objects.active(), label=_("Capacity"))
    only_here = forms.BooleanField(label=_("Only on this dossier, not on the whole journey"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("person") and not data.get("organisation"):
            self.add_error("person", _("Choose a person or an organisation."))
        return data


class AddressForm(Form):
    """One more address that the dossier is about."""

    address = forms.ModelChoiceField(
        Address.objects.with_label(), label=_("Address"), widget=LookupWidget("address_lookup")
    )


class ReasonForm(Form):
    """Asked before stepping back, abandoning or reopening; the reason with this `code` is proposed."""

    reason = forms.ModelChoiceField(
        Reason.objects.none(), label=_("Reason"), widget=forms.Select(attrs={"autofocus": True})
    )
    note = forms.CharField(label=_("Explanation"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, kind: ReasonKind, code: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        if isinstance(reason, forms.ModelChoiceField):
            reason.queryset = Reason.objects.active().filter(kind=kind)
            reason.initial = reason.queryset.filter(code=code).first() if code else None


class NoteForm(Form):
    text = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 1, "placeholder": _("Write a note…"), "data-shortcut": "o"}),
        max_length=20_000,
    )
    kind = forms.TypedChoiceField(
        label=_("Kind"),
        coerce=ActivityKind,
        choices=[(one.value, one.label) for one in DONE_BY_HAND],
        initial=ActivityKind.NOTE.value,
        required=False,
        empty_value=ActivityKind.NOTE,
        widget=forms.Select(attrs={"id": "note-kind"}),
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=0,
        max_value=MOST_MINUTES,
        required=False,
        widget=MinutesInput({"id": "note-minutes"}),
    )
    travel_minutes = forms.IntegerField(
        label=_("Travel in minutes"),
        min_value=0,
        max_value=MOST_MINUTES,
        required=False,
        widget=MinutesInput({"id": "note-travel"}),
    )
