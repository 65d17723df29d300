"""Opening a dossier: who asks, where, what about. Everything that can be known beforehand is filled in."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from dossiers.flows.profiles import profiles
from dossiers.models import Acquaintance, Capacity, Journey, Project, Source, Subtype
from dossiers.operations.opening import Client, Opening
from oss.addresses.models import Address
from oss.contacts.channels import normalise_mail, normalise_phone
from oss.contacts.models import Organisation, Person
from oss.contacts.operations import create_person
from oss.core.forms import LookupWidget
from oss.staff.models import User


class JourneyField(forms.ModelChoiceField):
    """Says of whom and where, so that nobody takes another's journey."""

    def label_from_instance(self, obj: Journey) -> str:
        about = [obj.number, obj.client.name if obj.client else _("unknown"), str(obj.address or "")]
        return " · ".join(str(part) for part in about if part)


class OpenDossierForm(forms.Form):
    """One form for all ways in. Who is not known yet is made with the dossier, from name, mail and phone."""

    subtype = forms.ModelChoiceField(Subtype.objects.none(), label=_("Subtype"))
    journey = JourneyField(
        Journey.objects.none(),
        widget=forms.RadioSelect,
        blank=True,  # so that a new journey is among the choices
        required=False,
        label=_("Journey"),
        empty_label=_("A new journey"),
        help_text=_("Is this person or address known already? Then choose that journey."),
    )
    person = forms.ModelChoiceField(
        Person.objects.none(), required=False, label=_("Person"), widget=LookupWidget("person_lookup")
    )
    first_name = forms.CharField(label=_("First name"), max_length=80, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=80, required=False)
    mail = forms.EmailField(label=_("Mail address"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        required=False,
        label=_("On behalf of an organisation"),
        widget=LookupWidget("organisation_lookup"),
    )
    capacity = forms.ModelChoiceField(Capacity.objects.none(), required=False, label=_("Capacity"))
    is_anonymous = forms.BooleanField(label=_("Anonymous"), required=False)
    postcode = forms.CharField(
        label=_("Postcode"),
        max_length=4,
        required=False,
        validators=[
            RegexValidator(r"^[1-9]\d{3}$", _("A postcode has four digits, for example 2800.")),
        ],
    )
    address = forms.ModelChoiceField(
        Address.objects.none(), required=False, label=_("Address"), widget=LookupWidget("address_lookup")
    )
    source = forms.ModelChoiceField(Source.objects.none(), required=False, label=_("Source of the question"))
    acquaintance = forms.ModelChoiceField(
        Acquaintance.objects.none(), required=False, label=_("Acquaintance with the offer")
    )
    project = forms.ModelChoiceField(Project.objects.none(), required=False, label=_("Project"))
    assignee = forms.ModelChoiceField(User.objects.none(), required=False, label=_("Assignee"))
    question = forms.CharField(label=_("Question"), required=False, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args: Any, user: User, journeys: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        openable = [profile.name for profile in profiles]
        self._choices(
            subtype=Subtype.objects.active().filter(profile__in=openable),
            person=Person.objects.visible_to(user).active(),
            organisation=Organisation.objects.visible_to(user).active(),
            capacity=Capacity.objects.active(),
            address=Address.objects.visible_to(user).in_use().with_label(),
            source=Source.objects.active(),
            acquaintance=Acquaintance.objects.active(),
            project=Project.objects.active(),
            assignee=User.objects.visible_to(user).active(),
            journey=journeys if journeys is not None else Journey.objects.visible_to(user).active(),
        )

    def _choices(self, **querysets: Any) -> None:
        for name, queryset in querysets.items():
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = queryset

    def clean_mail(self) -> str:
        mail: str = self.cleaned_data["mail"]
        if mail:
            normalise_mail(mail)  # ValidationError at this field, before anybody is made
        return mail

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone:
            normalise_phone(phone)
        return phone

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        somebody = data.get("person") or data.get("organisation")
        named = data.get("first_name") or data.get("last_name")
        if data.get("is_anonymous"):
            # the page hides the person then, what was proposed from the mail included
            cleared = {"person": None, "organisation": None, "first_name": "", "last_name": ""}
            return data | cleared
        if not somebody and not named and data.get("journey") is None:
            self.add_error("person", _("Choose a person, fill in a name, or mark the question as anonymous."))
        if (somebody or named) and not data.get("capacity"):
            self.add_error("capacity", _("Choose in what capacity this person asks."))
        return data

    def opening(self) -> Opening:
        """What was filled in, with the new person made. ValidationError names the field in its dict."""
        data = self.cleaned_data
        return Opening(
            subtype=data["subtype"],
            journey=data["journey"],
            client=self._client(data),
            address=data["address"],
            source=data["source"],
            acquaintance=data["acquaintance"],
            project=data["project"],
            assignee=data["assignee"],
            is_anonymous=data["is_anonymous"],
            postcode=data["postcode"],
            detail={"question": data["question"]} if data["question"] else {},
        )

    def _client(self, data: dict[str, Any]) -> Client | None:
        person = data["person"]
        if person is None and (data["first_name"] or data["last_name"]):
            person = create_person(
                by=self.user,
                first_name=data["first_name"],
                last_name=data["last_name"],
                mail=data["mail"],
                phone=data["phone"],
                address=data["address"],
            )
        if person is None and data["organisation"] is None:
            return None
        return Client(data["capacity"], person, data["organisation"])
