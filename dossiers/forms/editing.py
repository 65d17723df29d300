"""The forms of the dossier page, one per tab; the operations save them."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.flows.profiles import openable_subtypes
from dossiers.models import Capacity, Dossier, InformationDetail, Reason, ReasonKind, Stakeholder, Subtype
from oss.addresses.models import Address
from oss.contacts.forms.lookups import organisation_lookup, person_lookup
from oss.contacts.models import Organisation, Person
from oss.core.forms import Chips, DayInput, Form, LookupWidget
from oss.core.seen_form import SeenForm
from oss.staff.models import User


def _offered(field: forms.Field, chosen: Any) -> None:
    """The active values of a list, and the one that stands there although it was deactivated since."""
    if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
        keys = chosen if isinstance(chosen, list) else [chosen]
        field.queryset = field.queryset.filter(is_active=True) | field.queryset.model.objects.filter(
            pk__in=[key for key in keys if key]
        )


class RequestForm(SeenForm):
    class Meta:
        model = Dossier
        fields: ClassVar[list[str]] = [
            *("subtype", "source", "project", "assignee", "acquaintance", "scope"),
            *("is_anonymous", "postcode", "additional_projects"),
        ]
        widgets: ClassVar[dict[str, Any]] = {"additional_projects": Chips}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subtypes = self.fields["subtype"]
        if isinstance(subtypes, forms.ModelChoiceField):
            subtypes.queryset = openable_subtypes().of_type(self.instance.type) | Subtype.objects.filter(
                pk=self.instance.subtype_id
            )
        for name in ("source", "acquaintance", "project"):
            _offered(self.fields[name], getattr(self.instance, f"{name}_id"))
        assignee = self.fields["assignee"]
        if isinstance(assignee, forms.ModelChoiceField):
            assignee.queryset = User.objects.assignable() | User.objects.filter(pk=self.instance.assignee_id)
        if self.instance.type != "information":
            del self.fields["is_anonymous"], self.fields["postcode"]


class InformationForm(SeenForm):
    class Meta:
        model = InformationDetail
        fields: ClassVar[list[str]] = [
            *("question", "answer", "asked_on", "first_action", "first_action_on", "topics"),
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "topics": Chips,
            "question": forms.Textarea(attrs={"rows": 4}),
            "answer": forms.Textarea(attrs={"rows": 4}),
            "asked_on": DayInput(),
            "first_action_on": DayInput(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offered(self.fields["first_action"], self.instance.first_action_id)
        _offered(self.fields["topics"], [topic.pk for topic in self.instance.topics.all()])


class ContactForm(SeenForm):
    class Meta:
        model = Dossier
        fields: ClassVar[list[str]] = ["main_contact", "site_address"]
        widgets: ClassVar[dict[str, Any]] = {"site_address": LookupWidget("address_lookup")}

    def __init__(self, *args: Any, stakeholders: list[Stakeholder], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contact, address = self.fields["main_contact"], self.fields["site_address"]
        if isinstance(contact, forms.ModelChoiceField):
            contact.queryset = Stakeholder.objects.for_list().filter(pk__in=[one.pk for one in stakeholders])
        if isinstance(address, forms.ModelChoiceField):
            address.queryset = Address.objects.with_label()


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


class ReasonForm(Form):
    """Asked before stepping back, abandoning or reopening."""

    reason = forms.ModelChoiceField(
        Reason.objects.none(), label=_("Reason"), widget=forms.Select(attrs={"autofocus": True})
    )
    note = forms.CharField(label=_("Explanation"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, kind: ReasonKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        if isinstance(reason, forms.ModelChoiceField):
            reason.queryset = Reason.objects.active().filter(kind=kind)


class NoteForm(Form):
    text = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 1, "placeholder": _("Write a note…"), "data-shortcut": "o"}),
        max_length=20_000,
    )
