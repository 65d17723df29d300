"""The forms of what happens to the money of a loan, and of its obligations."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.loans.holding import invoices_of
from dossiers.loans.models import (
    Drawdown,
    EarlyRepayment,
    EntryKind,
    Keeps,
    LoanAccount,
    Obligation,
    Payee,
)
from dossiers.models import Dossier
from dossiers.works.models import Invoice
from oss.core.forms import DayInput, Form
from oss.core.money import AmountField, euros
from oss.core.seen_form import SeenForm
from oss.documents.models import Document
from oss.staff.models import User

_CENT = {"min_value": 0.01, "max_digits": 12, "decimal_places": 2}


class InvoiceField(forms.ModelChoiceField):
    """Each with its work and what it asks."""

    def label_from_instance(self, obj: Invoice) -> str:
        return f"{obj.work} · {obj} · {euros(obj.amount_incl)}"


class DrawdownForm(Form):
    """The invoices of the works of the loan for which no drawdown stands."""

    invoice = InvoiceField(
        Invoice.objects.none(),
        label=_("Invoice"),
        help_text=_("An invoice is noted on the page of its work, under “Decision and execution”."),
    )
    amount = AmountField(
        label=_("Less than the invoice"),
        required=False,
        help_text=_("Empty: the whole invoice, including VAT."),
        **_CENT,
    )
    payee = forms.ChoiceField(label=_("Paid to"), choices=Payee.choices, initial=Payee.CONTRACTOR)
    asked_on = forms.DateField(label=_("Asked on"), widget=DayInput())

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("asked_on", timezone.localdate())
        drawn = Drawdown.objects.current().order_by().values("invoice")
        rows = invoices_of(dossier).exclude(pk__in=drawn).select_related("work__measure")
        self.fields["invoice"].queryset = rows  # type: ignore[attr-defined]


class DayForm(Form):
    """Of one thing that was done that day."""

    on = forms.DateField(label=_("On"), widget=DayInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())


class PaidForm(Form):
    paid_on = forms.DateField(label=_("Paid on"), widget=DayInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("paid_on", timezone.localdate())


class BecauseForm(Form):
    because = forms.CharField(label=_("Why"), max_length=200)


class SettleForm(DayForm):
    because = forms.CharField(
        label=_("Why it is settled"),
        max_length=200,
        help_text=_("For example: taken over by another lender, remitted, irrecoverable."),
    )


class EntryForm(Form):
    kind = forms.ChoiceField(label=_("What"), choices=EntryKind.choices, initial=EntryKind.RECEIPT)
    on = forms.DateField(label=_("On"), widget=DayInput())
    amount = AmountField(label=_("Amount"), **_CENT)
    note = forms.CharField(label=_("Note"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())


class ReminderForm(Form):
    sent_on = forms.DateField(label=_("Sent on"), widget=DayInput())
    note = forms.CharField(label=_("Note"), required=False, max_length=200)
    anew = forms.BooleanField(label=_("The first of a new row"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("sent_on", timezone.localdate())


class AccountForm(SeenForm):
    class Meta:
        model = LoanAccount
        fields: ClassVar[list[str]] = ["month_rate", "plan_on", "plan"]
        widgets: ClassVar[dict[str, Any]] = {
            "plan_on": DayInput(),
            "plan": forms.Textarea(attrs={"rows": 3}),
        }


class EarlyForm(SeenForm):
    class Meta:
        model = EarlyRepayment
        fields: ClassVar[list[str]] = ["repaid_with", "expected_on", "expected", "note"]
        field_classes: ClassVar[dict[str, Any]] = {"expected": AmountField}
        widgets: ClassVar[dict[str, Any]] = {"expected_on": DayInput()}


class ReceivedForm(Form):
    """What came, and what stays as it was."""

    received_on = forms.DateField(label=_("Received on"), widget=DayInput())
    received = AmountField(label=_("Received"), **_CENT)
    keeps = forms.ChoiceField(
        label=_("What stays as it was"),
        choices=Keeps.choices,
        initial=Keeps.MONTHS,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, early: EarlyRepayment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("received_on", timezone.localdate())
        self.initial.setdefault("received", early.expected)
        self.initial.setdefault("keeps", early.keeps)


class ObligationForm(SeenForm):
    """`dossier`: whose files may be the proof. One that its user may not read stays as it is."""

    class Meta:
        model = Obligation
        fields: ClassVar[list[str]] = [
            *("kind", "basis", "starts_on", "months", "met_on", "proof"),
            *("is_checked_yearly", "checked_on", "note"),
        ]
        widgets: ClassVar[dict[str, Any]] = dict.fromkeys(("starts_on", "met_on", "checked_on"), DayInput())

    def __init__(self, *args: Any, dossier: Dossier, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        proof = self.fields["proof"]
        if isinstance(proof, forms.ModelChoiceField):
            filed = dossier.case_file.filed_documents.values("document")
            readable = Document.objects.visible_to(user).filter(pk__in=filed)
            held = self.instance.proof_id
            if held and not readable.filter(pk=held).exists():
                del self.fields["proof"]
            else:
                proof.queryset = readable.order_by("name")
