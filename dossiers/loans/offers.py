"""What the money of loans offers, to the packages below."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dossiers.by_two.home import ToConfirm, in_words
from dossiers.loans import (
    held,  # noqa: F401 - says it
    requirements,  # noqa: F401 - declares them
)
from dossiers.loans.holding import MAY_KEEP
from dossiers.loans.models import Drawdown, EntryKind, ObligationKind
from dossiers.loans.places import obligations_at
from dossiers.loans.tabs import TABS
from oss.addresses.panels import PlaceTable
from oss.core.demo import DemoLoader
from oss.core.registry import offer
from oss.staff.grants import grant
from oss.staff.roles import FINANCIAL
from oss.timeline.vocabulary import Data, event_kind

grant("dossiers.loanaccount", keep=FINANCIAL)

offer(
    *TABS,
    ToConfirm(
        "drawdowns",
        "coin-euro",
        MAY_KEEP,
        "dossier",
        lambda: Drawdown.objects.select_related("dossier", "proposed_by"),
        lambda one: in_words(one.amount, gettext("Drawdown %(number)s") % {"number": one.number}),
        lambda one, number: reverse("drawdown", args=[number, one.pk]),
    ),
    PlaceTable("obligations", obligations_at),
    DemoLoader("drawn loans", 76, "dossiers.loans.demo.load_drawn_loans"),
)


def _entry(data: Data) -> Mapping[str, str | Promise]:
    return {"entry": EntryKind(data["entry"]).label}


def _obligation(data: Data) -> Mapping[str, str | Promise]:
    return {"what": ObligationKind(data["what"]).label}


for _name, _icon, _text in (
    ("drawdown_asked", "coin-euro", _("Drawdown {number} asked: {amount}")),
    ("drawdown_approved", "check", _("Drawdown {number} approved: {amount}")),
    ("drawdown_paid", "coin-euro", _("Drawdown {number} paid: {amount}")),
    ("drawdown_dropped", "ban", _("Drawdown {number} dropped: {amount}")),
    ("drawing_closed", "check", _("Drawing closed; released: {amount}")),
    ("drawing_reopened", "arrow-back-up", _("Drawing is open again")),
    ("early_repayment_expected", "coin-euro", _("Early repayment expected: {what}, {amount}")),
    ("early_repayment_received", "coin-euro", _("Early repayment received: {what}, {amount}")),
    ("arrears_reminder", "send", _("Reminder {step} of arrears sent on {day}")),
    ("loan_stated", "file", _("Statement of {day}: balance {balance}")),
    ("loan_settled", "check", _("Loan settled: {why}")),
    ("loan_unsettled", "arrow-back-up", _("The loan is not settled after all")),
    ("removed_from_loan", "trash", _("Removed from the loan: {what}")),
    ("restored_on_loan", "arrow-back-up", _("Put back on the loan: {what}")),
):
    event_kind(_name, icon=_icon, chip="step", text=_text)
for _name, _icon, _text in (
    ("loan_entry_noted", "coin-euro", _("Entry noted: {entry}, {amount}")),
    ("loan_entry_countered", "arrow-back-up", _("Entry countered: {entry}, {amount}")),
):
    event_kind(_name, icon=_icon, chip="step", text=_text, words=_entry)
for _name, _icon, _text in (
    ("obligation_added", "list-check", _("Obligation noted: {what}")),
    ("obligation_met", "check", _("Obligation met: {what}")),
    ("obligation_checked", "list-check", _("Obligation checked: {what}")),
):
    event_kind(_name, icon=_icon, chip="step", text=_text, words=_obligation)
