"""The forms of the blocks of a request or loan; which fields stand in them follows from what is asked."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.forms.parts import among
from dossiers.models import Stakeholder
from dossiers.stakeholders import stakeholders_of
from dossiers.types.lending.limits import rule_of
from dossiers.types.lending.model import LendingDetail, Outcome
from dossiers.types.lending.stock import StockKind
from dossiers.works.permits import PERMIT_DAYS
from oss.contacts.forms.lookups import organisation_lookup
from oss.core.forms import DayInput
from oss.core.money import AmountField
from oss.core.partial_dates import not_in_the_future_nor_long_ago
from oss.core.seen_form import SeenForm

_AGREED = ("rules_version", "rules_agreed_on", "rules_agreed_how")


class LendingBlock(SeenForm):
    """`done`: the days on which something was done, which do not lie ahead."""

    done: ClassVar[tuple[str, ...]] = ()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in self.done:
            try:
                not_in_the_future_nor_long_ago(**{name: data.get(name)})
            except forms.ValidationError as error:
                self.add_error(None, error)
        return data


class PieceRequestForm(LendingBlock):
    """Who agrees without a version agrees with the rules of today."""

    done = ("asked_on", "rules_agreed_on")

    class Meta:
        model = LendingDetail
        fields: ClassVar[list[str]] = ["asked_on", "quantity", *_AGREED]
        widgets: ClassVar[dict[str, Any]] = {"asked_on": DayInput(), "rules_agreed_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = rule_of(self.instance.dossier)
        self.rules_now = rule.rules_version if rule else ""
        if self.rules_now:
            told = _("Empty: version %(version)s, as soon as the client agrees.")
            self.fields["rules_version"].help_text = told % {"version": self.rules_now}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("rules_agreed_on") and not data.get("rules_version") and self.rules_now:
            data["rules_version"] = self.rules_now
        return data

    def changes(self) -> dict[str, Any]:
        found = super().changes()
        if (version := self.cleaned_data.get("rules_version")) != self.initial.get("rules_version"):
            found["rules_version"] = version
        return found


class GreenRequestForm(PieceRequestForm):
    """Of what changes the ground or the façade."""

    class Meta(PieceRequestForm.Meta):
        fields: ClassVar[list[str]] = [
            *("asked_on", "quantity", "area", "ground", "owner_agrees"),
            *_AGREED,
        ]
        field_classes: ClassVar[dict[str, Any]] = {"area": AmountField}


class GroupForm(LendingBlock):
    """Who asks together."""

    class Meta:
        model = LendingDetail
        fields: ClassVar[list[str]] = ["group_name", "group_lead", "households"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [one.pk for one in stakeholders_of(self.instance.dossier)]
        among(self.fields["group_lead"], Stakeholder.objects.for_list().filter(pk__in=keys))


class HandlingForm(LendingBlock):
    """Of a piece; the other kinds can have another outcome, and more days."""

    done = (
        *("more_asked_on", "more_received_on", "sent_on", "granted_on", "ready_on", "done_on"),
        "handled_on",
    )
    outcomes: ClassVar[tuple[Outcome, ...]] = (
        *(Outcome.RETURNED, Outcome.LENT, Outcome.REFUSED, Outcome.WITHDRAWN),
    )

    class Meta:
        model = LendingDetail
        fields: ClassVar[list[str]] = [
            *("is_complete", "more_asked_on", "more_received_on", "sent_to", "sent_on"),
            *("granted_on", "pickup_on", "ready_on", "over_because"),
            *("outcome", "handled_on", "refused_because"),
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "sent_to": organisation_lookup(),
            **{
                name: DayInput()
                for name in (
                    *("more_asked_on", "more_received_on", "sent_on"),
                    *("planned_on", "done_on", "handled_on", "granted_on", "pickup_on", "ready_on"),
                )
            },
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields.get("outcome")
        if field is not None:
            known = {*self.outcomes, self.instance.outcome}
            field.choices = [(value, label) for value, label in field.choices if not value or value in known]


class GivingForm(HandlingForm):
    """Of a consumable."""

    outcomes = (Outcome.GRANTED, Outcome.REFUSED, Outcome.WITHDRAWN)

    class Meta(HandlingForm.Meta):
        fields: ClassVar[list[str]] = [
            *("is_complete", "more_asked_on", "more_received_on", "sent_to", "sent_on"),
            *("granted_on", "stock", "pickup_on", "ready_on", "over_because"),
            *("outcome", "handled_on", "refused_because"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "stock" in self.fields:
            fitting = StockKind.objects.active().for_requests_of(self.instance.dossier.subtype_id)
            among(self.fields["stock"], fitting | StockKind.objects.filter(pk=self.instance.stock_id))


class VisitingForm(GivingForm):
    """Of a service on the spot, a permit or an adoption."""

    class Meta(HandlingForm.Meta):
        fields: ClassVar[list[str]] = [
            *("is_complete", "more_asked_on", "more_received_on", "sent_to", "sent_on"),
            *("granted_on", "planned_on", "done_on", "outcome", "handled_on", "refused_because"),
        ]


class PublicGroundForm(LendingBlock):
    """What the city is asked where the work is on the public domain."""

    done = PERMIT_DAYS

    class Meta:
        model = LendingDetail
        fields: ClassVar[list[str]] = [
            *("permit", "permit_asked_on", "permit_number", "permit_granted_on", "permit_refused_on"),
            "permit_refused_because",
        ]
        widgets: ClassVar[dict[str, Any]] = {name: DayInput() for name in PERMIT_DAYS}


class LendingResultsForm(LendingBlock):
    """The figures for the report."""

    class Meta:
        model = LendingDetail
        fields: ClassVar[list[str]] = ["depaved", "greened", "bags", "items"]
        field_classes: ClassVar[dict[str, Any]] = {"depaved": AmountField, "greened": AmountField}
