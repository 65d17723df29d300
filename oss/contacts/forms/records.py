"""A person or an organisation: the whole form of its page, and the short one of the side panel."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oss.addresses.models import Address
from oss.contacts.addressing import record_url
from oss.contacts.enterprise_number import read
from oss.contacts.forms.fields import EnterpriseNumberField, IbanField, MailField, PhoneField
from oss.contacts.models import Organisation, Person
from oss.contacts.operations.parts import update_organisation
from oss.contacts.operations.records import create_organisation, create_person, update_person
from oss.core.forms import LookupWidget
from oss.core.seen_form import SeenForm
from oss.staff.models import User

NUMBER_TAKEN = "number_taken"


class _RecordForm(SeenForm):
    """Saves through the operations, and only what was changed: what a colleague changed meanwhile stays."""

    mail = MailField(required=False, label=_("Mail address"))
    phone = PhoneField(required=False, label=_("Phone"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.before = {name: getattr(self.instance, name) for name in self._meta.fields or ()}
        if self.instance.pk:  # from then on they stand beside the form, each on its own
            del self.fields["mail"], self.fields["phone"]
        if "address" in self.fields:
            addresses = Address.objects.visible_to(user).in_use().with_label()
            if self.instance.address_id:
                addresses = addresses | Address.objects.filter(pk=self.instance.address_id).with_label()
            self.fields["address"].queryset = addresses  # type: ignore[attr-defined]

    def changes(self) -> dict[str, Any]:
        """What this user changed and does not stand there already."""
        return {
            name: value
            for name, value in super().changes().items()
            if name in self.before and value != self.before[name]
        }


class PersonForm(_RecordForm):
    class Meta:
        model = Person
        fields: ClassVar[list[str]] = [
            *("salutation", "first_name", "last_name", "language", "preferred_channel", "do_not_contact"),
            *("address", "notes"),
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "address": LookupWidget("address_lookup"),
            "notes": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "do_not_contact": _("Shown wherever this person stands as contact."),
        }

    def save_by_operation(self) -> Person:
        """The operation's ValidationError names the field, its Conflict what somebody else made of it."""
        if self.instance.pk:
            return update_person(self.instance, by=self.user, seen=self.seen(), **self.changes())
        with transaction.atomic():
            return create_person(by=self.user, **self.cleaned_data)


class OrganisationForm(_RecordForm):
    enterprise_number = EnterpriseNumberField()
    iban = IbanField()

    class Meta:
        model = Organisation
        fields: ClassVar[list[str]] = [
            *("kind", "enterprise_number", "name", "address", "iban", "notes"),
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "address": LookupWidget("address_lookup"),
            "notes": forms.Textarea(attrs={"rows": 4}),
        }

    def clean_enterprise_number(self) -> str | None:
        """Says who has the number, with a link: one that is deactivated stands in no proposal."""
        number: str | None = self.cleaned_data["enterprise_number"]
        others = Organisation.objects.visible_to(self.user).exclude(pk=self.instance.pk)
        taken = others.filter(enterprise_number=number).first() if number else None
        if taken is not None:
            told = (
                gettext("{link} has this enterprise number already.")
                if taken.is_active
                else gettext("{link} has this enterprise number already, and is deactivated: reactivate it.")
            )
            link = format_html('<a href="{}" target="_blank">{}</a>', record_url(taken), taken.name)
            raise ValidationError(format_html(told, link=link), code=NUMBER_TAKEN)
        return number

    @property
    def remark(self) -> str:
        """How the number of a valid form was read, where that differs from what was typed; or ""."""
        typed = str(self["enterprise_number"].data or "")
        return read(typed).remark if typed.strip() else ""

    def save_by_operation(self) -> Organisation:
        """As for a person."""
        if self.instance.pk:
            return update_organisation(self.instance, by=self.user, seen=self.seen(), **self.changes())
        data = dict(self.cleaned_data)
        with transaction.atomic():
            iban = data.pop("iban", "")
            made = create_organisation(
                by=self.user, enterprise_number=data.pop("enterprise_number") or "", **data
            )
            return update_organisation(made, by=self.user, iban=iban) if iban else made


class QuickPersonForm(PersonForm):
    """What is known of somebody at the first question."""

    class Meta(PersonForm.Meta):
        fields: ClassVar[list[str]] = ["first_name", "last_name", "language", "address"]


class QuickOrganisationForm(OrganisationForm):
    class Meta(OrganisationForm.Meta):
        fields: ClassVar[list[str]] = ["kind", "enterprise_number", "name", "address"]
