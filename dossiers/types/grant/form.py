"""The forms of a premium: its parts, a decision, a payment, an owner."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.schemes.models import SchemeVersion
from dossiers.types.grant.model import (
    THEIRS,
    GrantDecision,
    GrantDetail,
    GrantOutcome,
    GrantOwner,
    GrantPayment,
    PaidTo,
    PaymentKind,
)
from dossiers.types.grant.terms import GrantTerms
from oss.contacts.forms.fields import IbanField
from oss.contacts.forms.lookups import organisation_lookup, person_lookup
from oss.core.forms import DayInput, Form, ModelForm
from oss.core.money import AmountField
from oss.core.seen_form import SeenForm


class SheetField(forms.ModelChoiceField):
    """A sheet as it is chosen: its scheme, since when it holds, and whether it is closed."""

    def label_from_instance(self, obj: Any) -> str:
        since = f"{obj.valid_from:%d/%m/%Y}" if obj.valid_from else ""
        closed = _("closed") if obj.closed_by(timezone.localdate()) else ""
        return " · ".join(filter(None, (str(obj.scheme), since, closed)))


class GrantForm(SeenForm):
    """Where one sheet alone fits the subtype it is proposed; saving takes it over."""

    is_own = True
    iban = IbanField()

    class Meta:
        model = GrantDetail
        fields: ClassVar[list[str]] = [
            *("sheet", "submitted_on", "works_on", "requested_amount", "iban", "other_support")
        ]
        field_classes: ClassVar[dict[str, Any]] = {
            "sheet": SheetField,
            "requested_amount": AmountField,
        }
        widgets: ClassVar[dict[str, Any]] = dict.fromkeys(("submitted_on", "works_on"), DayInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sheet = self.fields["sheet"]
        self._proposed: SchemeVersion | None = None
        if not isinstance(sheet, forms.ModelChoiceField):
            return
        found = self._sheets()
        sheet.queryset = found
        if self.instance.sheet_id is None:
            today = timezone.localdate()
            fitting = [one for one in found if self._fits(one) and not one.closed_by(today)]
            if len(fitting) == 1:
                (self._proposed,) = fitting
                self.initial["sheet"] = self._proposed.pk

    def _sheets(self) -> QuerySet[SchemeVersion]:
        """Of our own premiums those of the subtype; of others all that are followed up."""
        rows = SchemeVersion.objects.filter(grant_terms__is_own=self.is_own).select_related("scheme")
        own = rows.filter(scheme__opens=self.instance.dossier.subtype_id)
        chosen = Q(pk=self.instance.sheet_id or 0)
        if self.is_own and own.exists():
            rows = rows.filter(Q(scheme__opens=self.instance.dossier.subtype_id) | chosen)
        return rows.filter(Q(scheme__is_active=True) | chosen).order_by("scheme__position", "-valid_from")

    def _fits(self, sheet: SchemeVersion) -> bool:
        return sheet.scheme.opens_id is not None and sheet.scheme.opens_id == self.instance.dossier.subtype_id

    def changes(self) -> dict[str, Any]:
        found = super().changes()
        if self._proposed is not None and self.cleaned_data.get("sheet"):
            found["sheet"] = self.cleaned_data["sheet"]
        return found

    def seen(self) -> dict[str, Any]:
        return super().seen() | ({"sheet": None} if self._proposed is not None else {})


class ExternalGrantForm(GrantForm):
    """Followed up for the client: no account number for a payment that we don't make."""

    is_own = False
    iban = None  # type: ignore[assignment]

    class Meta(GrantForm.Meta):
        fields: ClassVar[list[str]] = [
            *("sheet", "submitted_on", "works_on", "requested_amount", "external_number", "other_support")
        ]


class OwnFiguresForm(SeenForm):
    """Asks no more than the sheet computes with."""

    class Meta:
        model = GrantDetail
        fields: ClassVar[list[str]] = [
            *("own_quantity", "own_cost_excl", "own_cost_incl", "own_source", "extra_quantity", "units")
        ]
        field_classes: ClassVar[dict[str, Any]] = dict.fromkeys(
            ("own_quantity", "own_cost_excl", "own_cost_incl", "extra_quantity"), AmountField
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        terms: GrantTerms | None = getattr(self.instance.sheet, "grant_terms", None)
        computes = {
            "extra_quantity": terms is not None and terms.extra_per_unit is not None,
            "units": terms is not None and terms.least_units is not None,
        }
        for name, is_asked in computes.items():
            if not is_asked and getattr(self.instance, name) is None:
                del self.fields[name]


class PublicSpaceForm(SeenForm):
    class Meta:
        model = GrantDetail
        fields: ClassVar[list[str]] = [
            *("occupied_from", "occupied_until", "exempt_because", "retribution", "contractor")
        ]
        field_classes: ClassVar[dict[str, Any]] = {"retribution": AmountField}
        widgets: ClassVar[dict[str, Any]] = {
            **dict.fromkeys(("occupied_from", "occupied_until"), DayInput()),
            "contractor": organisation_lookup(),
        }


class ClimateActionForm(SeenForm):
    class Meta:
        model = GrantDetail
        fields: ClassVar[list[str]] = ["action", "participants", "jury"]
        widgets: ClassVar[dict[str, Any]] = {"action": forms.Textarea(attrs={"rows": 3})}


class GrantHandlingForm(SeenForm):
    class Meta:
        model = GrantDetail
        fields: ClassVar[list[str]] = [
            *("complete_on", "site_check_on", "site_check_by", "site_check_found", "advice")
        ]
        widgets: ClassVar[dict[str, Any]] = {
            **dict.fromkeys(("complete_on", "site_check_on"), DayInput()),
            **dict.fromkeys(("site_check_found", "advice"), forms.Textarea(attrs={"rows": 2})),
        }


class ExternalHandlingForm(SeenForm):
    class Meta:
        model = GrantDetail
        fields: ClassVar[list[str]] = ["asked_more_on", "completed_again_on"]
        widgets: ClassVar[dict[str, Any]] = dict.fromkeys(fields, DayInput())


class ObjectionForm(SeenForm):
    class Meta:
        model = GrantDetail
        fields: ClassVar[list[str]] = ["objection_on", "objection_outcome", "objection_decided_on"]
        widgets: ClassVar[dict[str, Any]] = dict.fromkeys(
            ("objection_on", "objection_decided_on"), DayInput()
        )


class ExternalOutcomeForm(SeenForm):
    class Meta:
        model = GrantDetail
        fields: ClassVar[list[str]] = ["outcome", "decided_on", "granted_amount"]
        field_classes: ClassVar[dict[str, Any]] = {"granted_amount": AmountField}
        widgets: ClassVar[dict[str, Any]] = {"decided_on": DayInput()}
        help_texts: ClassVar[dict[str, Any]] = {"granted_amount": gettext_lazy("As far as it is known.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome = self.fields["outcome"]
        if isinstance(outcome, forms.ChoiceField):
            outcome.choices = [("", "---------"), *((one.value, one.label) for one in THEIRS)]


class SharesForm(SeenForm):
    class Meta:
        model = GrantDetail
        fields: ClassVar[list[str]] = ["total_shares"]


class GrantReportForm(SeenForm):
    class Meta:
        model = GrantDetail
        fields: ClassVar[list[str]] = [
            *("proof_on", "checked_on", "checked_by", "accepted_amount", "visited_on", "report")
        ]
        field_classes: ClassVar[dict[str, Any]] = {"accepted_amount": AmountField}
        widgets: ClassVar[dict[str, Any]] = {
            **dict.fromkeys(("proof_on", "checked_on", "visited_on"), DayInput()),
            "report": forms.Textarea(attrs={"rows": 2}),
        }


class ClosingForm(SeenForm):
    class Meta:
        model = GrantDetail
        fields: ClassVar[list[str]] = ["keep_until", "reclaimed_on", "reclaimed_amount", "reclaimed_because"]
        field_classes: ClassVar[dict[str, Any]] = {"reclaimed_amount": AmountField}
        widgets: ClassVar[dict[str, Any]] = dict.fromkeys(("keep_until", "reclaimed_on"), DayInput())


class GrantDecisionForm(ModelForm):
    class Meta:
        model = GrantDecision
        fields: ClassVar[list[str]] = [
            *("outcome", "amount", "decided_on", "number", "because", "conditions", "execute_before"),
            "letter_on",
        ]
        field_classes: ClassVar[dict[str, Any]] = {"amount": AmountField}
        widgets: ClassVar[dict[str, Any]] = {
            **dict.fromkeys(("decided_on", "execute_before", "letter_on"), DayInput()),
            "conditions": forms.Textarea(attrs={"rows": 2}),
        }

    def clean(self) -> dict[str, Any]:
        """What is not granted has no amount: the one that stood there was proposed."""
        data = super().clean() or {}
        if data.get("outcome") in {GrantOutcome.REFUSED, GrantOutcome.WITHDRAWN}:
            data["amount"] = None
        return data


class PaymentForm(ModelForm):
    """`grant`: what is left to pay and its account number are filled in already."""

    iban = IbanField()

    class Meta:
        model = GrantPayment
        fields: ClassVar[list[str]] = [
            *("kind", "amount", "to", "iban", "budget_key", "ordered_on", "paid_on")
        ]
        field_classes: ClassVar[dict[str, Any]] = {"amount": AmountField}
        widgets: ClassVar[dict[str, Any]] = dict.fromkeys(("ordered_on", "paid_on"), DayInput())

    def __init__(self, *args: Any, grant: GrantDetail, left: Any, two_payments: bool, **kwargs: Any) -> None:
        client = grant.dossier.main_contact
        is_association = client is not None and client.organisation_id is not None
        initial = {
            "amount": left,
            "iban": grant.iban,
            "to": PaidTo.ASSOCIATION if is_association else PaidTo.CLIENT,
        }
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.fields["iban"].required = True
        kind = self.fields["kind"]
        if isinstance(kind, forms.ChoiceField) and not two_payments:
            kind.choices = [(PaymentKind.WHOLE.value, PaymentKind.WHOLE.label)]


class GrantReasonForm(Form):
    because = forms.CharField(label=gettext_lazy("Why"), max_length=200)


class OwnerForm(SeenForm):
    class Meta:
        model = GrantOwner
        fields: ClassVar[list[str]] = [
            *("person", "organisation", "lot", "shares", "category", "requested_on", "gross"),
            *("gross_source", "outcome", "granted_amount", "note"),
        ]
        field_classes: ClassVar[dict[str, Any]] = dict.fromkeys(("gross", "granted_amount"), AmountField)
        widgets: ClassVar[dict[str, Any]] = {
            "person": person_lookup(),
            "organisation": organisation_lookup(),
            "requested_on": DayInput(),
        }
