"""The small forms of a record page: a way to reach somebody, an employment, a reason, a name to confirm."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from oss.contacts.channels import normalise_mail, normalise_phone
from oss.contacts.forms.lookups import organisation_lookup, person_lookup
from oss.contacts.models import ContactPoint, Employment, Organisation, Person, PointKind
from oss.core.forms import DayInput, Form
from oss.core.seen_form import SeenForm
from oss.staff.models import User


class _ChannelField(forms.CharField):
    """A mail address or phone number; which of the two it is decides whether it can be one."""


class ContactPointForm(Form):
    """An @ makes it a mail address, anything else is a phone number: nothing to choose."""

    value = _ChannelField(label=_("Mail address or phone number"), max_length=254)
    preferred = forms.BooleanField(label=_("Preferred"), required=False)

    def clean_value(self) -> str:
        value: str = self.cleaned_data["value"]
        normalise = normalise_mail if "@" in value else normalise_phone
        normalise(value)
        return value

    @property
    def kind(self) -> PointKind:
        return PointKind.MAIL if "@" in self.cleaned_data["value"] else PointKind.PHONE


class ChangePointForm(SeenForm):
    """Another value of the same kind."""

    value = _ChannelField(max_length=254)

    class Meta:
        model = ContactPoint
        fields: ClassVar[list[str]] = ["value"]

    def __init__(self, *args: Any, instance: ContactPoint, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        self.fields["value"].label = _("Mail address") if instance.kind == PointKind.MAIL else _("Phone")


class EmploymentForm(Form):
    """The other side of an employment: on a person's page the organisation, and the other way round."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Person"))
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Organisation"))
    role = forms.CharField(label=_("Role"), max_length=80, required=False)
    since = forms.DateField(label=_("Since"), required=False, widget=DayInput())
    until = forms.DateField(label=_("Until and including"), required=False, widget=DayInput())

    def __init__(self, *args: Any, user: User, record: Person | Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sides = (("person", Person, person_lookup), ("organisation", Organisation, organisation_lookup))
        for name, model, lookup in sides:
            if isinstance(record, model):
                del self.fields[name]
                continue
            field = self.fields[name]
            field.queryset = model.objects.visible_to(user).active()  # type: ignore[attr-defined]
            field.widget = lookup()
            field.widget.choices = field.choices  # type: ignore[attr-defined]


class ChangeEmploymentForm(SeenForm):
    """Both sides are known: only role and dates are asked."""

    class Meta:
        model = Employment
        fields: ClassVar[list[str]] = ["role", "since", "until"]
        labels: ClassVar[dict[str, Any]] = {
            "role": _("Role"),
            "since": _("Since"),
            "until": _("Until and including"),
        }
        widgets: ClassVar[dict[str, Any]] = {"since": DayInput(), "until": DayInput()}


class DeactivateForm(Form):
    reason = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("For example: moved abroad, business stopped.")
    )


class DeleteForm(Form):
    typed_name = forms.CharField(label=_("Type the name to confirm"), max_length=200)
