"""The forms of a loan: its parts, a running credit, a decision, a committee."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from dossiers.forms.parts import offered
from dossiers.models import Dossier
from dossiers.quotes.models import Quote
from dossiers.schemes.models import SchemeVersion
from dossiers.types.loan.decisions import LoanCommittee, LoanDecision
from dossiers.types.loan.model import (
    ENDS_EARLY,
    MOST_MONTHS,
    LoanDetail,
    LoanOutcome,
    LoanPurpose,
    RunningCredit,
)
from dossiers.types.loan.sheets import sheets_for, terms_of
from dossiers.types.loan.terms import LoanTerms
from dossiers.works.models import Work
from oss.contacts import iban
from oss.core.forms import DayInput, Form, ModelForm
from oss.core.money import AmountField
from oss.core.seen_form import SeenForm
from oss.documents.models import Document


class LoanRequestForm(SeenForm):
    """Of the sheets only those by which the product can be asked on the day of the application."""

    class Meta:
        model = LoanDetail
        fields: ClassVar[list[str]] = [
            *("asked_on", "sheet", "asked_amount", "asked_months", "reference"),
            *("ownership", "ownership_share", "target_group", "dwellings"),
        ]
        field_classes: ClassVar[dict[str, Any]] = {"asked_amount": AmountField}
        widgets: ClassVar[dict[str, Any]] = {"asked_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered(self.fields["target_group"], self.instance.target_group_id)
        sheet = self.fields["sheet"]
        if not isinstance(sheet, forms.ModelChoiceField):
            return
        dossier: Dossier | None = getattr(self.instance, "dossier", None)
        day = self.instance.asked_on or (dossier.opened_on if dossier else None) or timezone.localdate()
        can = sheets_for(dossier.subtype_id if dossier else None, day).order_by()
        held = SchemeVersion.objects.filter(pk=self.instance.sheet_id)
        sheet.queryset = (can | held).distinct().select_related("scheme").order_by("scheme__position", "pk")


class AnalysisForm(SeenForm):
    class Meta:
        model = LoanDetail
        fields: ClassVar[list[str]] = ["complete_on", "register_on", "register_outcome"]
        widgets: ClassVar[dict[str, Any]] = {"complete_on": DayInput(), "register_on": DayInput()}

    @cached_property
    def terms(self) -> LoanTerms | None:
        return terms_of(self.instance.dossier)


class BudgetForm(SeenForm):
    class Meta:
        model = LoanDetail
        fields: ClassVar[list[str]] = ["income", "fixed_costs", "budget_source", "budget_on"]
        field_classes: ClassVar[dict[str, Any]] = {"income": AmountField, "fixed_costs": AmountField}
        widgets: ClassVar[dict[str, Any]] = {"budget_on": DayInput()}


class AdviceForm(SeenForm):
    class Meta:
        model = LoanDetail
        fields: ClassVar[list[str]] = ["analysis", "advice"]
        widgets: ClassVar[dict[str, Any]] = {"analysis": forms.Textarea(attrs={"rows": 5})}


class SigningForm(SeenForm):
    """The account number is kept as it is known everywhere, once both its checks fit."""

    class Meta:
        model = LoanDetail
        fields: ClassVar[list[str]] = [
            *(
                "contract_made_on",
                "appointment_on",
                "cooling_off_until",
                "signed_on",
                "signed_by",
                "contract",
            ),
            *("decided_months", "decided_rate", "repayment", "first_due_on"),
            *("account", "loan_number", "guarantee"),
        ]
        field_classes: ClassVar[dict[str, Any]] = {"decided_rate": AmountField}
        widgets: ClassVar[dict[str, Any]] = dict.fromkeys(
            ("contract_made_on", "appointment_on", "cooling_off_until", "signed_on", "first_due_on"),
            DayInput(),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contract = self.fields["contract"]
        dossier: Dossier | None = getattr(self.instance, "dossier", None)
        if isinstance(contract, forms.ModelChoiceField):
            filings = Document.objects.filter(filings__case_file=dossier.case_file_id if dossier else None)
            contract.queryset = filings.distinct().order_by("name")

    def clean_account(self) -> str:
        typed: str = self.cleaned_data["account"]
        return iban.parse(typed) if typed else ""


class OutcomeForm(SeenForm):
    """How it ended once it was lent; what ends it before has a button of its own."""

    class Meta:
        model = LoanDetail
        fields: ClassVar[list[str]] = ["outcome", "outcome_because", "guarantee_released_on"]
        widgets: ClassVar[dict[str, Any]] = {"guarantee_released_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome = self.fields["outcome"]
        if isinstance(outcome, forms.ChoiceField):
            kept = [one for one in LoanOutcome if one not in ENDS_EARLY or one == self.instance.outcome]
            outcome.choices = [("", "–"), *((one.value, one.label) for one in kept)]


class CreditForm(SeenForm):
    class Meta:
        model = RunningCredit
        fields: ClassVar[list[str]] = ["what", "monthly", "amount", "until"]
        field_classes: ClassVar[dict[str, Any]] = {"monthly": AmountField, "amount": AmountField}
        widgets: ClassVar[dict[str, Any]] = {"until": DayInput()}


class PurposeQuoteForm(SeenForm):
    """Which quote the loan counts with while none is chosen."""

    class Meta:
        model = LoanPurpose
        fields: ClassVar[list[str]] = ["quote"]

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quote = self.fields["quote"]
        if isinstance(quote, forms.ModelChoiceField):
            quote.queryset = (
                Quote.objects.filter(parts__work=work, received_on__isnull=False)
                .select_related("contractor")
                .order_by("received_on", "pk")
            )


class TryForm(Form):
    """Another amount, term or rate, to see what it would cost; nothing is kept."""

    try_amount = AmountField(label=_("Amount"), required=False, min_value=1, max_digits=12, decimal_places=2)
    try_months = forms.IntegerField(label=_("Months"), required=False, min_value=1, max_value=MOST_MONTHS)
    try_rate = AmountField(
        label=_("Rate in %"), required=False, min_value=0, max_value=100, max_digits=6, decimal_places=3
    )


class DecisionForm(ModelForm):
    class Meta:
        model = LoanDecision
        fields: ClassVar[list[str]] = [
            *("body", "decided_on", "verdict", "amount", "months", "rate"),
            *("conditions", "reason", "valid_until"),
        ]
        field_classes: ClassVar[dict[str, Any]] = {"amount": AmountField, "rate": AmountField}
        widgets: ClassVar[dict[str, Any]] = {
            "decided_on": DayInput(),
            "valid_until": DayInput(),
            "conditions": forms.Textarea(attrs={"rows": 2}),
        }

    def clean(self) -> dict[str, Any]:
        """What a refusal, or a client who draws back, has no use for is not kept."""
        data = super().clean() or {}
        given = LoanDecision(verdict=data.get("verdict", ""))
        if not given.is_approval:
            data |= {"amount": None, "months": None, "rate": None, "conditions": "", "valid_until": None}
        return data


class CommitteeDecisionForm(DecisionForm):
    """One line of a committee: without a decision the file is not decided there."""

    class Meta(DecisionForm.Meta):
        fields: ClassVar[list[str]] = ["verdict", "amount", "months", "rate", "conditions", "reason"]
        widgets: ClassVar[dict[str, Any]] = {"conditions": forms.Textarea(attrs={"rows": 1})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verdict"].required = False

    @property
    def is_told(self) -> bool:
        return bool(self.cleaned_data.get("verdict"))

    def _post_clean(self) -> None:
        if self.cleaned_data.get("verdict"):
            super()._post_clean()  # type: ignore[misc]


class SendBackForm(Form):
    because = forms.CharField(label=_("Why it is sent back"), max_length=200)


class EndForm(Form):
    """Why the application goes no further; the client reads it in the letter."""

    because = forms.CharField(label=_("Why"), max_length=300)
    letter = forms.BooleanField(label=_("Make a letter for the client"), required=False, initial=True)


class CommitteeForm(ModelForm):
    class Meta:
        model = LoanCommittee
        fields: ClassVar[list[str]] = ["held_on", "name", "note"]
        widgets: ClassVar[dict[str, Any]] = {
            "held_on": DayInput(),
            "note": forms.Textarea(attrs={"rows": 2}),
        }
