"""Opening a dossier: who asks, where, what about. Everything that can be known beforehand is filled in."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import Model
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from dossiers.flows.along import ComesAlong, OpeningNote, OpeningSoFar, TellsAtOpening
from dossiers.flows.profiles import openable_subtypes, profile_for
from dossiers.flows.table import DossierType
from dossiers.journey_choice import JourneysThere, words_of
from dossiers.models import Acquaintance, Capacity, Journey, Project, Source, Subtype
from dossiers.operations.opening import Client, Elsewhere, Opening
from oss.addresses.models import Address
from oss.contacts.forms.lookups import organisation_lookup, person_lookup
from oss.contacts.models import Organisation, Person
from oss.core.forms import Form, LookupWidget
from oss.core.keys import key_of
from oss.core.registry import offered
from oss.staff.models import User


class JourneyField(forms.ModelChoiceField):
    """Says of whom and where, so that nobody takes another's journey."""

    def label_from_instance(self, obj: Journey) -> str:
        about = [
            obj.number,
            obj.client.name if obj.client else _("unknown"),
            str(obj.address or ""),
            words_of(obj) if hasattr(obj, "nearness") else "",
        ]
        return " · ".join(str(part) for part in about if part)


class SubtypesByType(ModelChoiceIterator):
    """Under the names of their types, in the order of the flows: subtypes of two types may share a name."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        order = list(DossierType)
        in_order = sorted(self.queryset, key=lambda one: order.index(DossierType(one.type)))
        for label, several in groupby(in_order, key=lambda one: one.get_type_display()):
            yield label, [self.choice(one) for one in several]


class SubtypeField(forms.ModelChoiceField):
    iterator = SubtypesByType


class OpenDossierForm(Form):
    """One form for all ways in. Who is not known yet is made in the side panel; `newcomer` fills that in."""

    subtype = SubtypeField(Subtype.objects.none(), label=_("Subtype"))
    journey = JourneyField(
        Journey.objects.none(),
        widget=forms.RadioSelect,
        blank=True,  # so that a new journey is among the choices
        required=False,
        label=_("Journey"),
        empty_label=_("A new journey"),
        help_text=_("A journey is of one client at one address. For another client, start a new one."),
    )
    person = forms.ModelChoiceField(
        Person.objects.none(), required=False, label=_("Person"), widget=person_lookup()
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        required=False,
        label=_("On behalf of an organisation"),
        widget=organisation_lookup(),
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

    def __init__(
        self,
        *args: Any,
        user: User,
        journeys: Any = None,
        newcomer: dict[str, str] | None = None,
        further: Sequence[JourneysThere] = (),
        **kwargs: Any,
    ) -> None:
        """`further`: for each address more than the first, the journeys there."""
        super().__init__(*args, **kwargs)
        lookup = self.fields["person"].widget
        if newcomer and isinstance(lookup, LookupWidget):
            lookup.known = newcomer
            name = f"{newcomer['first_name']} {newcomer['last_name']}".strip() or newcomer["mail"]
            lookup.create_label = _("New person: %(name)s") % {"name": name}
        self._choices(
            subtype=openable_subtypes(),
            person=Person.objects.visible_to(user).active(),
            organisation=Organisation.objects.visible_to(user).active(),
            capacity=Capacity.objects.active(),
            address=Address.objects.visible_to(user).in_use().with_label(),
            source=Source.objects.active(),
            acquaintance=Acquaintance.objects.active(),
            project=Project.objects.active(),
            assignee=User.objects.visible_to(user).assignable(),
            journey=journeys if journeys is not None else Journey.objects.visible_to(user).active(),
        )
        self._ask_what_the_profile_asks()
        self._ask_what_comes_along(user)
        self._further = list(further)
        for number, there in enumerate(self._further, start=1):
            self._ask_further(number, there, user)

    def _ask_further(self, number: int, there: JourneysThere, user: User) -> None:
        label: Any = self.fields["journey"]
        self.fields[f"address_{number}"] = forms.ModelChoiceField(
            Address.objects.visible_to(user).in_use().with_label(),
            required=False,
            label=_("Address %(number)s") % {"number": number + 1},
            widget=LookupWidget("address_lookup"),
        )
        self.fields[f"journey_{number}"] = forms.ChoiceField(
            choices=[
                *((str(one.pk), JourneyField.label_from_instance(label, one)) for one in there.offered),
                ("", label.empty_label),
            ],
            initial=str(there.proposed.pk) if there.proposed else "",
            required=False,
            label=_("Journey"),
            widget=forms.RadioSelect,
        )

    def _ask_what_the_profile_asks(self) -> None:
        """The fields of the chosen subtype's profile; those of its type's core."""
        self.asked: tuple[str, ...] = ()
        subtype = self._record("subtype")
        profile = profile_for(subtype.type, subtype.profile) if subtype else None
        if profile is None:
            return
        own = profile.parts[0].form.base_fields
        self.asked = profile.asks_at_opening
        for name in self.asked:
            field = deepcopy(own[name])
            field.required = False
            field.widget.attrs["hx-preserve"] = "true"  # what was typed stays when another subtype is chosen
            self.fields[name] = field

    def _ask_what_comes_along(self, user: User) -> None:
        """And what is told of what is filled in."""
        self.along: dict[str, str] = {}
        self.notes: list[OpeningNote] = []
        subtype = self._record("subtype")
        if subtype is None:
            return
        asked = OpeningSoFar(
            subtype, *(self._record(name) for name in ("journey", "address", "organisation"))
        )
        self.notes = [note for one in offered(TellsAtOpening).values() for note in one.notes(asked, user)]
        for offer in offered(ComesAlong).values():
            choices = offer.choices(asked, user)
            if choices:
                name = f"along_{offer.name}"
                self.along[name] = offer.name
                self.fields[name] = forms.TypedMultipleChoiceField(
                    coerce=int,
                    choices=[(one.key, one.words) for one in choices],
                    initial=[one.key for one in choices if one.proposed],
                    required=False,
                    label=str(offer.label),
                    widget=forms.CheckboxSelectMultiple,
                )

    def _record(self, name: str) -> Any:
        """What is chosen in this field, where it may be; None where nothing is."""
        chosen = self.data.get(name) if self.is_bound else self.initial.get(name)
        if isinstance(chosen, Model):
            return chosen
        field: Any = self.fields[name]
        key = key_of(str(chosen or ""))
        return field.queryset.filter(pk=key).first() if key else None

    @property
    def asked_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in (*self.asked, *self.along)]

    @property
    def further(self) -> list["FurtherAddress"]:
        return [FurtherAddress(self, number) for number in range(1, len(self._further) + 1)]

    def elsewhere(self) -> list[Elsewhere]:
        """The further addresses that were filled in."""
        found = []
        for number, there in enumerate(self._further, start=1):
            if address := self.cleaned_data[f"address_{number}"]:
                chosen = self.cleaned_data[f"journey_{number}"]
                journey = next((one for one in there.offered if str(one.pk) == chosen), None)
                found.append(Elsewhere(address, journey))
        return found

    def _check_further(self, data: dict[str, Any]) -> None:
        """Several addresses are of one client, and each stands there once."""
        names = [f"address_{number}" for number in range(1, len(self._further) + 1)]
        filled = {name: data[name] for name in names if data.get(name)}
        if not filled:
            return
        first, seen = data.get("address"), {data.get("address")}
        if data.get("is_anonymous"):
            self.add_error(next(iter(filled)), _("An anonymous question is about one address."))
        if first is None and "address" not in self.errors:
            self.add_error("address", _("Choose the first address too."))
        for name, address in filled.items():
            if address in seen:
                self.add_error(name, _("This address stands there twice."))
            seen.add(address)

    def _choices(self, **querysets: Any) -> None:
        for name, queryset in querysets.items():
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = queryset

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        somebody = data.get("person") or data.get("organisation")
        self._check_further(data)
        if data.get("is_anonymous"):
            # the page hides the person then, what was proposed from the mail included
            return data | {"person": None, "organisation": None}
        if not somebody and data.get("journey") is None:
            self.add_error("person", _("Choose or add a person, or mark the question as anonymous."))
        if somebody and not data.get("capacity"):
            self.add_error("capacity", _("Choose in what capacity this person asks."))
        return data

    def opening(self) -> Opening:
        """What was filled in."""
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
            detail={name: data[name] for name in self.asked if data[name]},
            along={offer: data[name] for name, offer in self.along.items() if data[name]},
        )

    def _client(self, data: dict[str, Any]) -> Client | None:
        if data["person"] is None and data["organisation"] is None:
            return None
        return Client(data["capacity"], data["person"], data["organisation"])


@dataclass(frozen=True)
class FurtherAddress:
    """One address more than the first, as the page draws it."""

    form: OpenDossierForm
    number: int

    @property
    def address(self) -> forms.BoundField:
        return self.form[f"address_{self.number}"]

    @property
    def journey(self) -> forms.BoundField | None:
        """None where none is known there: a new one starts."""
        name = f"journey_{self.number}"
        return self.form[name] if self.there.offered or name in self.form.errors else None

    @property
    def there(self) -> JourneysThere:
        return self.form._further[self.number - 1]  # noqa: SLF001 - its own

    @property
    def proposed(self) -> str:
        return str(self.there.proposed.pk) if self.there.proposed else ""

    @property
    def is_known(self) -> bool:
        """Whether an address is filled in."""
        return bool(self.address.value())
