"""What is done on a loan until it is decided: its sheet, its works, the precheck, the running credits."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.holding import lock_to_change
from dossiers.loans.models import Drawdown
from dossiers.models import Dossier
from dossiers.quotes.models import Quote
from dossiers.schemes.models import SchemeVersion
from dossiers.types.loan.model import LoanDetail, LoanPrecheck, LoanPurpose, RunningCredit
from dossiers.types.loan.precheck import precheck_of
from dossiers.types.loan.purposes import FinancedWork, financed, purposes_of
from dossiers.types.loan.sheets import loan_of, sheets_for
from dossiers.types.loan.terms import LoanTerms
from dossiers.works.models import Work, WorkDossier, WorkRole
from dossiers.works.operations import put_on_dossier, take_off_dossier
from oss.core.changes import require_known, write_changes
from oss.core.conflicts import check_seen
from oss.core.dates import written
from oss.core.history import as_it_was, removal_of, save_again
from oss.core.partial_dates import not_in_the_future_nor_long_ago
from oss.core.refusal import Refused
from oss.core.seen_state import check_state
from oss.staff.models import User
from oss.staff.rights import hold_if_there, hold_part, operation
from oss.timeline.operations import record

MAY_CHANGE_LOAN = "dossiers.change_loandetail"
NO_LOANS = gettext_lazy("Loans are for financial advisers and coordinators.")
DAYS_THAT_CAME = frozenset(
    {
        *("asked_on", "complete_on", "register_on", "budget_on"),
        *("contract_made_on", "signed_on", "guarantee_released_on"),
    }
)
CREDIT_FIELDS = frozenset({"what", "monthly", "amount", "until"})


def hold_loan(dossier: Dossier, by: User) -> Dossier:
    """Held, as it is now. Refused where it is no loan."""
    locked = lock_to_change(dossier, by)
    if not LoanDetail.objects.filter(pk=locked.pk).exists():
        raise Refused(_("Dossier %(number)s is no loan.") % {"number": locked})
    return locked


@operation(MAY_CHANGE_LOAN, refused=NO_LOANS)
def follow_request(loan: LoanDetail, before: Mapping[str, Any], *, by: User) -> None:
    """Once the application has a day its sheet follows where only one fits; works that came along get the
    amount that they ask now. ValidationError: a day still to come."""
    dossier = loan.dossier
    _check_days(loan, before)
    if loan.sheet_id is None and loan.asked_on is not None and (sheet := _only_sheet(loan)) is not None:
        loan.sheet = sheet
        loan.save(update_fields=["sheet"])
    note_new_works(dossier)


@operation(MAY_CHANGE_LOAN, refused=NO_LOANS)
def follow_days(loan: LoanDetail, before: Mapping[str, Any], *, by: User) -> None:
    """ValidationError: a day still to come of what was done, a signature after something was drawn."""
    _check_days(loan, before)
    if "signed_on" not in before:
        return
    drawn = Drawdown.objects.standing().filter(dossier=loan.dossier_id).aggregate(first=Min("asked_on"))
    first = drawn["first"]
    if first is not None and (loan.signed_on is None or loan.signed_on > first):
        told = _("A drawdown was asked on %(day)s already: check both dates.") % {"day": written(first)}
        raise ValidationError({"signed_on": told})


def _check_days(loan: LoanDetail, before: Mapping[str, Any]) -> None:
    """Those that were told now."""
    told = DAYS_THAT_CAME & before.keys()
    not_in_the_future_nor_long_ago(**{name: getattr(loan, name) for name in told})


def note_new_works(dossier: Dossier) -> None:
    """Works that came along are counted with from now on as they ask it today; of a dossier that is held."""
    _note(loan_of(dossier), [one for one in purposes_of(dossier) if one.row is None])


def _only_sheet(loan: LoanDetail) -> SchemeVersion | None:
    """Of an association the one that counts dwellings, of others the one that does not."""
    dossier = loan.dossier
    if loan.asked_on is None:
        return None
    client = dossier.main_contact
    counts = client is not None and client.organisation_id is not None
    can = list(sheets_for(dossier.subtype_id, loan.asked_on))
    rows = LoanTerms.objects.filter(pk__in=can).values_list("pk", "max_per_dwelling")
    fit = {key for key, more in rows if (more is not None) == counts}
    found = [one for one in can if one.pk in fit] or can
    return found[0] if len(found) == 1 else None


@operation(MAY_CHANGE_LOAN, refused=NO_LOANS)
def pick_works(dossier: Dossier, works: Iterable[Work], *, by: User) -> list[Work]:
    """That the loan pays from now on, with the amount that each asks today. Refused without one."""
    locked = hold_loan(dossier, by)
    # in one order for everybody: two who put several on never wait in a ring
    chosen = sorted(works, key=lambda one: one.pk)
    if not chosen:
        raise Refused(_("Tick at least one work."))
    for work in chosen:
        put_on_dossier(work, locked, by=by, role=WorkRole.FINANCED)
    note_new_works(locked)
    return chosen


@operation(MAY_CHANGE_LOAN, refused=NO_LOANS)
def pick_quote(dossier: Dossier, work: Work, quote: Quote | None, *, by: User) -> LoanPurpose:
    """With which quote the loan counts while none is chosen; the amount is the one that it asks now."""
    locked = hold_loan(dossier, by)
    if not financed(locked).filter(pk=work.pk).exists():
        raise Refused(_("The loan does not pay this work any more."))
    if quote is not None and not quote.parts.filter(work=work).exists():
        raise ValidationError({"quote": _("Choose a quote for this work.")})
    loan = loan_of(locked)
    row, _made = LoanPurpose.objects.update_or_create(loan=loan, work=work, defaults={"quote": quote})
    _note(loan, [one for one in purposes_of(locked) if one.work.pk == work.pk])
    _tell(locked, "loan_works_changed", by)
    row.refresh_from_db()
    return row


@operation(MAY_CHANGE_LOAN, refused=NO_LOANS)
def drop_work(dossier: Dossier, work: Work, *, by: User) -> None:
    """Which the loan does not pay after all; picking it again puts it back."""
    locked = hold_loan(dossier, by)
    LoanPurpose.objects.filter(loan=locked.pk, work=work).delete()
    for link in WorkDossier.objects.filter(dossier=locked, work=work, role=WorkRole.FINANCED):
        take_off_dossier(link, by=by)


@operation(MAY_CHANGE_LOAN, refused=NO_LOANS)
def take_over_amounts(dossier: Dossier, *, by: User) -> None:
    """The loan counts from now on with what its works ask today."""
    locked = hold_loan(dossier, by)
    _note(loan_of(locked), purposes_of(locked))
    _tell(locked, "loan_works_changed", by)


def _note(loan: LoanDetail, purposes: Iterable[FinancedWork]) -> None:
    today = timezone.localdate()
    for one in purposes:
        told = {"amount": one.now, "noted_on": today}
        LoanPurpose.objects.update_or_create(loan=loan, work=one.work, defaults=told)


@operation(MAY_CHANGE_LOAN, refused=NO_LOANS)
def keep_precheck(dossier: Dossier, *, by: User) -> LoanPrecheck:
    """What the conditions of the sheet say today, as it was told. Refused where no sheet is chosen."""
    locked = hold_loan(dossier, by)
    found = precheck_of(locked, by)
    if found is None:
        raise Refused(_("Choose the sheet of the product first, on the tab of the application."))
    kept = LoanPrecheck.objects.create(
        loan=loan_of(locked),
        sheet=found.sheet,
        verdict=found.verdict,
        lines=found.lines,
        made_on=timezone.localdate(),
        made_by=by,
    )
    _tell(locked, "loan_prechecked", by, verdict=found.verdict.value)
    return kept


@operation(MAY_CHANGE_LOAN, refused=NO_LOANS)
def add_credit(dossier: Dossier, *, by: User, **told: Any) -> RunningCredit:
    """TypeError for what is no field; ValidationError as the constraints say."""
    require_known(told, CREDIT_FIELDS, "add_credit")
    locked = hold_loan(dossier, by)
    row = RunningCredit(loan=loan_of(locked), **told)
    row.full_clean()
    row.save()
    _tell(locked, "loan_budget_changed", by)
    return row


@operation(MAY_CHANGE_LOAN, refused=NO_LOANS)
def change_credit(
    credit: RunningCredit, *, by: User, seen: Mapping[str, Any] | None = None, **changes: Any
) -> RunningCredit:
    """As `add_credit`; Conflict where a field no longer holds what was `seen`."""
    require_known(changes, CREDIT_FIELDS, "change_credit")
    locked = hold_loan(credit.loan.dossier, by)
    held: RunningCredit = hold_part(RunningCredit.objects, credit, by=by)
    check_seen(held, changes, seen)
    write_changes(held, changes)
    held.full_clean()
    held.save()
    _tell(locked, "loan_budget_changed", by)
    return held


@operation(MAY_CHANGE_LOAN, refused=NO_LOANS)
def remove_credit(credit: RunningCredit, *, by: User, seen: str | None = None) -> None:
    """For what was noted by mistake; its history stays. Refused where it is not as it was `seen`."""
    locked = hold_loan(credit.loan.dossier, by)
    held = hold_if_there(RunningCredit.objects, credit, by=by)
    if held is not None:
        check_state(held, seen=seen)
        held.delete()
        _tell(locked, "loan_budget_changed", by)


@operation(MAY_CHANGE_LOAN, refused=NO_LOANS)
def restore_credit(dossier: Dossier, pk: int, *, by: User) -> RunningCredit:
    """Puts back what was taken away last. Refused where it is there or was never of this loan."""
    locked = hold_loan(dossier, by)
    row: RunningCredit = as_it_was(removal_of(RunningCredit, pk))
    if row.loan_id != locked.pk:
        raise Refused(_("There is nothing to put back."))
    save_again(row)
    _tell(locked, "loan_budget_changed", by)
    return row


def _tell(dossier: Dossier, kind: str, by: User, **data: str) -> None:
    record(dossier.case_file, kind, by=by, dossier=dossier.number, **data)
