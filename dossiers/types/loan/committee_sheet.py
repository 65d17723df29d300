"""What a committee reads of one loan: a page, with where each figure comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dossiers.checklist.models import AskedPaper
from dossiers.types.loan.budget import budget_of
from dossiers.types.loan.decisions import CommitteeFile
from dossiers.types.loan.model import LoanDetail, LoanPrecheck, RunningCredit
from dossiers.types.loan.purposes import FinancedWork, noted_total, purposes_of
from dossiers.types.loan.sheets import loan_of, log_budget, most, said_by, terms_of
from dossiers.types.loan.simulation import simulation_of
from oss.core.dates import written
from oss.core.money import euros, plainly
from oss.staff.http import StaffRequest


@dataclass(frozen=True)
class CommitteeSheet:
    file: CommitteeFile
    loan: LoanDetail
    facts: list[tuple[str, str]]
    works: list[tuple[str, str, str]]
    works_total: str
    money: list[tuple[str, str]]
    said: str


def sheets_of(request: StaffRequest, files: Sequence[CommitteeFile]) -> list[CommitteeSheet]:
    return [_sheet(request, one) for one in files]


def _sheet(request: StaffRequest, file: CommitteeFile) -> CommitteeSheet:
    dossier = file.dossier
    loan, terms = loan_of(dossier), terms_of(dossier)
    works = purposes_of(dossier)
    log_budget(dossier, by=request.user)
    return CommitteeSheet(
        file,
        loan,
        _facts(request, file, loan),
        [_work(one) for one in works],
        euros(noted_total(works)),
        _money(file, loan),
        said_by(terms.version) if terms else "",
    )


def _work(one: FinancedWork) -> tuple[str, str, str]:
    """What it is, who does it, what it asks."""
    return str(one.work), str(one.quote.contractor) if one.quote else "–", euros(one.noted)


def _facts(request: StaffRequest, file: CommitteeFile, loan: LoanDetail) -> list[tuple[str, str]]:
    dossier = file.dossier
    household: Any = getattr(dossier.journey, "household", None)
    kept = LoanPrecheck.objects.filter(loan=loan).first()
    papers = list(
        AskedPaper.objects.visible_to(request.user)
        .filter(dossier=dossier, not_needed=False)
        .values_list("received_on", flat=True)
    )
    received = sum(one is not None for one in papers)
    register = loan.get_register_outcome_display()
    told = [
        (_("Client"), str(dossier.main_contact or "–")),
        (_("Address"), str(dossier.site_address or "–")),
        (_("Date of the application"), written(loan.asked_on) if loan.asked_on else "–"),
        (_("Ownership"), str(loan.get_ownership_display() or "–")),
        (_("Household and income category"), household.told if household else "–"),
        (_("Precheck"), f"{kept.get_verdict_display()} · {written(kept.made_on)}" if kept else "–"),
        (_("Papers of the client"), f"{received} / {len(papers)}" if papers else "–"),
    ]
    if register and loan.register_on:
        told.append((_("Credit register"), f"{register} · {written(loan.register_on)}"))
    return told


def _money(file: CommitteeFile, loan: LoanDetail) -> list[tuple[str, str]]:
    dossier = file.dossier
    simulation = simulation_of(dossier)
    monthly = RunningCredit.objects.filter(loan=loan).values_list("monthly", flat=True)
    budget = budget_of(loan.income, loan.fixed_costs, monthly, simulation.monthly)
    rate = f"{plainly(simulation.rate)} %" if simulation.rate is not None else _("still to be filled in")
    return [
        (_("Amount asked"), euros(loan.asked_amount)),
        (_("At most, by the sheet"), euros(most(dossier))),
        (_("Months"), str(simulation.months or "–")),
        (_("Rate"), rate),
        (_("A month"), euros(simulation.monthly)),
        (_("Income a month"), euros(loan.income)),
        (_("Fixed costs a month"), euros(loan.fixed_costs)),
        (_("Running credits a month"), euros(budget.credits)),
        (_("Free balance with this loan"), euros(budget.free_after)),
    ]
