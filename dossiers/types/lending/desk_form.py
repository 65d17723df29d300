"""What the desk fills in: who, where, what they take along, and how they agreed with the rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.flows.profiles import openable_subtypes
from dossiers.flows.table import DossierType
from dossiers.forms.opening import JourneyField
from dossiers.forms.parts import among
from dossiers.models import Capacity, Dossier, Journey, Project, Source, Subtype
from dossiers.operations.opening import Client, Opening
from dossiers.stakeholders import capacity_of
from dossiers.types.lending.free import free_pieces
from dossiers.types.lending.limits import CONSUMABLE, GIVEN_OUT
from dossiers.types.lending.model import RulesAgreed
from dossiers.types.lending.operations.desk import NO_RULES, Handing
from dossiers.types.lending.operations.stock import MOST
from dossiers.types.lending.pieces import Piece
from dossiers.types.lending.stock import LendingRule, StockKind
from oss.addresses.models import Address
from oss.contacts.forms.lookups import organisation_lookup, person_lookup
from oss.contacts.models import Organisation, Person
from oss.core.forms import DayInput, Form, LookupWidget
from oss.staff.models import User

AGREED = (*RulesAgreed.choices, (NO_RULES, gettext_lazy("there are no rules")))


@dataclass(frozen=True)
class Item:
    """A consumable or a piece, for requests of one subtype."""

    what: StockKind | Piece
    subtype: Subtype

    @property
    def key(self) -> str:
        kind = "stock" if isinstance(self.what, StockKind) else "piece"
        return f"{kind}-{self.what.pk}-{self.subtype.pk}"

    @property
    def label(self) -> str:
        if isinstance(self.what, Piece):
            return str(self.what)
        told = {"kind": self.what, "left": self.what.quantity, "unit": self.what.unit}
        words = _("%(kind)s (%(left)s %(unit)s in stock)") % told
        return f"{words} · {self.what.depot}" if self.what.depot else words


def items_for(on: Dossier | None = None) -> list[Item]:
    """What can be handed out today, in the order of the subtypes; of a request, what it asks. Four
    queries."""
    subtypes = openable_subtypes().filter(type=DossierType.LENDING, profile__in=GIVEN_OUT)
    if on is not None:
        subtypes = subtypes.filter(pk=on.subtype_id)
    kinds = list(StockKind.objects.active())
    pieces = free_pieces(Piece.objects.all(), timezone.localdate(), besides=on)
    return [item for one in subtypes for item in _of(one, kinds, pieces)]


def _of(subtype: Subtype, kinds: list[StockKind], pieces: list[Piece]) -> Iterator[Item]:
    if subtype.profile == CONSUMABLE:
        return (Item(one, subtype) for one in kinds if one.subtype_id in {None, subtype.pk})
    return (Item(one, subtype) for one in pieces if one.kind.subtype_id in {None, subtype.pk})


class HandOutForm(Form):
    """On a request that stands; what it says already is not asked again."""

    what = forms.ChoiceField(label=gettext_lazy("What they take along"))
    quantity = forms.IntegerField(label=gettext_lazy("How many"), min_value=1, max_value=MOST, required=False)
    agreed = forms.ChoiceField(
        label=gettext_lazy("Agrees with the rules"),
        choices=AGREED,
        widget=forms.RadioSelect,
    )
    over_because = forms.CharField(
        label=gettext_lazy("Why more than the maximum"), max_length=200, required=False
    )
    rules_version = forms.CharField(
        label=gettext_lazy("Which rules"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Empty: the version of today."),
    )
    deposit_paid = forms.BooleanField(label=gettext_lazy("Deposit paid"), required=False)
    due_on = forms.DateField(
        label=gettext_lazy("Back by"),
        required=False,
        widget=DayInput(),
        help_text=gettext_lazy("Empty: as long as it is lent usually."),
    )

    def __init__(self, *args: Any, items: list[Item], on: Dossier | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {one.key: one for one in items}
        field: Any = self.fields["what"]
        groups = groupby(items, key=lambda one: str(one.subtype))
        field.choices = [
            ("", _("Choose…")),
            *((name, [(one.key, one.label) for one in several]) for name, several in groups),
        ]
        detail = getattr(on, "lending", None)
        if detail is not None and detail.rules_version and detail.rules_agreed_on:
            del self.fields["agreed"], self.fields["rules_version"]

    @property
    def chosen(self) -> Item | None:
        """Also of what is not valid yet."""
        return self.items.get(str(self["what"].value() or ""))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        item = self.items.get(data.get("what", ""))
        if item is None:
            return data
        if (
            isinstance(item.what, StockKind)
            and data.get("quantity") is None
            and "quantity" not in self.errors
        ):
            self.add_error("quantity", _("Fill in how many."))
        if data.get("agreed") in RulesAgreed.values and not data.get("rules_version"):
            rule = rule_for(item.subtype)
            data["rules_version"] = rule.rules_version if rule else ""
            if not data["rules_version"]:
                self.add_error("rules_version", _("Say which rules, or that there are none."))
        return data

    def handing(self) -> Handing:
        data = self.cleaned_data
        item = self.items[data["what"]]
        return Handing(
            item.what,
            quantity=data["quantity"] or 1 if isinstance(item.what, StockKind) else 1,
            agreed=data.get("agreed", ""),
            rules_version=data.get("rules_version", ""),
            over_because=data["over_because"],
            deposit_paid=data["deposit_paid"],
            due_on=data["due_on"],
        )


class DeskForm(HandOutForm):
    """A new request. Without an address it is for where the person lives."""

    person = forms.ModelChoiceField(
        Person.objects.none(), required=False, label=gettext_lazy("Person"), widget=person_lookup()
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        required=False,
        label=gettext_lazy("On behalf of an organisation"),
        widget=organisation_lookup(),
    )
    address = forms.ModelChoiceField(
        Address.objects.none(),
        required=False,
        label=gettext_lazy("Address"),
        widget=LookupWidget("address_lookup"),
        help_text=gettext_lazy("Empty: where the person lives."),
    )
    journey = JourneyField(
        Journey.objects.none(),
        widget=forms.RadioSelect,
        blank=True,
        required=False,
        label=gettext_lazy("Journey"),
        empty_label=gettext_lazy("A new journey"),
    )
    capacity = forms.ModelChoiceField(
        Capacity.objects.none(),
        required=False,
        label=gettext_lazy("Capacity"),
        help_text=gettext_lazy("Empty: as known of this client, else the usual one."),
    )
    source = forms.ModelChoiceField(Source.objects.none(), label=gettext_lazy("Source of the question"))
    project = forms.ModelChoiceField(Project.objects.none(), label=gettext_lazy("Project"))

    def __init__(self, *args: Any, user: User, journeys: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user
        rows = {
            "person": Person.objects.visible_to(user).active(),
            "organisation": Organisation.objects.visible_to(user).active(),
            "address": Address.objects.visible_to(user).in_use().with_label(),
            "journey": journeys,
            "capacity": Capacity.objects.active(),
            "source": Source.objects.active(),
            "project": Project.objects.active(),
        }
        for name, found in rows.items():
            among(self.fields[name], found)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not (data.get("person") or data.get("organisation")) and "person" not in self.errors:
            self.add_error("person", _("Choose or add who asks."))
        if data.get("address") is None and data.get("person") and "address" not in self.errors:
            data["address"] = data["person"].address
        return data

    def opening(self) -> Opening:
        data = self.cleaned_data
        return Opening(
            subtype=self.items[data["what"]].subtype,
            journey=data["journey"],
            client=self._client(),
            address=data["address"],
            source=data["source"],
            project=data["project"],
            assignee=self._user,
            detail={"asked_on": timezone.localdate()},
        )

    def _client(self) -> Client:
        data = self.cleaned_data
        journey: Journey | None = data["journey"]
        capacity: Any = data["capacity"]
        if capacity is None and journey is not None and (client := journey.client) is not None:
            asks = (data["person"], data["organisation"])
            if asks == (client.person, client.organisation):
                capacity = client.capacity
        organisation: Organisation | None = data["organisation"]
        usual: Any = capacity_of(organisation.pk if organisation else None)
        return Client(capacity or usual, data["person"], organisation)


def rule_for(subtype: Subtype) -> LendingRule | None:
    return LendingRule.objects.filter(subtype=subtype).first()
