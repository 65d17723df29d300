"""Deciding on a loan by two: one proposes, another confirms. What ends it before it is signed."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.by_two.steps import check_proposed, check_second, confirm_it, take_it_back
from dossiers.flows.profiles import missing
from dossiers.models import Dossier
from dossiers.operations import stages
from dossiers.types.loan.decisions import (
    CommitteeFile,
    DecisionVerdict,
    LetterKind,
    LoanCommittee,
    LoanDecision,
    LoanLetter,
)
from dossiers.types.loan.model import ENDS_EARLY, LoanOutcome, LoanPrecheck, PrecheckVerdict
from dossiers.types.loan.operations.preparing import (
    MAY_CHANGE_LOAN,
    NO_LOANS,
    hold_loan,
    note_new_works,
)
from dossiers.types.loan.sheets import is_ours, loan_of, most, terms_of
from oss.core.changes import require_known
from oss.core.dates import moment, written
from oss.core.money import euros
from oss.core.refusal import Gone, Refused
from oss.staff.models import User
from oss.staff.rights import hold, operation
from oss.timeline.operations import record

MAY_PROPOSE = "dossiers.add_loandecision"
MAY_CONFIRM = "dossiers.confirm_loandecision"
DECISION_FIELDS = frozenset(
    {
        *("body", "decided_on", "verdict", "amount", "months", "rate"),
        *("conditions", "reason", "valid_until"),
    }
)
_OUTCOMES = {DecisionVerdict.REFUSED: LoanOutcome.REFUSED, DecisionVerdict.WITHDRAWN: LoanOutcome.WITHDRAWN}


@operation(MAY_PROPOSE, refused=NO_LOANS)
def propose_decision(
    dossier: Dossier, *, by: User, committee: LoanCommittee | None = None, **told: Any
) -> LoanDecision:
    """What another colleague is to confirm; where the desk does not decide it stands at once.

    TypeError for what is no field; Refused in another stage, once it is signed, and while one is proposed;
    ValidationError: over the most of the sheet, a decision that is not told in full.
    """
    require_known(told, DECISION_FIELDS, "propose_decision")
    locked = hold_loan(dossier, by)
    _check_stage(locked)
    waiting = locked.loan_decisions.proposed().select_related("proposed_by").first()
    if waiting is not None:
        raise Refused(
            _("%(name)s proposed “%(decision)s” for %(number)s %(when)s: confirm it, or send it back.")
            % {
                "name": waiting.proposed_by,
                "decision": waiting.get_verdict_display(),
                "number": locked,
                "when": moment(waiting.proposed_at),
            }
        )
    decision = LoanDecision(
        dossier=locked, committee=committee, proposed_by=by, elsewhere=not is_ours(locked), **told
    )
    if decision.elsewhere:
        _end_standing(locked, by)
        decision.stands_since = timezone.now()
    note_new_works(locked)
    _check(locked, decision)
    decision.full_clean(exclude=["dossier"])
    decision.save()
    record(
        locked.case_file,
        "loan_decision_proposed" if not decision.elsewhere else "loan_decided",
        by=by,
        dossier=locked.number,
        decision=decision.verdict,
        name=str(by),
    )
    if decision.elsewhere:
        _take_effect(locked, decision, by)
    return decision


def _check_stage(dossier: Dossier) -> None:
    if dossier.stage != "decision":
        raise Refused(
            _("%(number)s is in stage “%(stage)s”; a decision is taken in stage “Decision”.")
            % {"number": dossier, "stage": dossier.stage_label}
        )


def _check(dossier: Dossier, decision: LoanDecision) -> None:
    """ValidationError for a day to come, one that ends before it, and more, or longer, than the sheet
    allows."""
    if decision.decided_on > timezone.localdate():
        raise ValidationError({"decided_on": _("A decision is not taken in the future.")})
    if decision.valid_until is not None and decision.valid_until < decision.decided_on:
        told = _("It would be over before it was decided: check both dates.")
        raise ValidationError({"valid_until": told})
    terms = terms_of(dossier)
    if terms is None or not decision.is_approval:
        return
    highest = most(dossier)
    if decision.amount is not None:
        _within(decision.amount, terms.min_amount, highest)
    if decision.months and terms.max_months and decision.months > terms.max_months:
        told = _("The sheet allows at most %(number)s months.") % {"number": terms.max_months}
        raise ValidationError({"months": told})


def _within(amount: Decimal, lowest: Decimal | None, highest: Decimal | None) -> None:
    if highest is not None and amount > highest:
        told = _("The sheet allows at most %(amount)s.") % {"amount": euros(highest)}
        raise ValidationError({"amount": told})
    if lowest is not None and amount < lowest:
        told = _("The sheet asks at least %(amount)s.") % {"amount": euros(lowest)}
        raise ValidationError({"amount": told})


@operation(MAY_CONFIRM, refused=NO_LOANS)
def confirm_decision(decision: LoanDecision, *, by: User) -> LoanDecision:
    """It stands from now on: an approval fills in what is lent, a refusal completes the dossier, and a letter
    tells it. Refused for who proposed it, in another stage, and where somebody confirmed it or sent it back.
    """
    locked = hold_loan(decision.dossier, by)
    _check_stage(locked)
    held = _held(decision, by)
    check_second(held, by)
    _check(locked, held)
    _end_standing(locked, by)
    confirm_it(held, by)
    record(
        locked.case_file,
        "loan_decided",
        by=by,
        dossier=locked.number,
        decision=held.verdict,
        name=str(held.proposed_by),
    )
    _take_effect(locked, held, by)
    return held


@operation(MAY_CONFIRM, refused=NO_LOANS)
def send_back(decision: LoanDecision, *, by: User, because: str) -> LoanDecision:
    """Not confirmed: whoever may propose, proposes anew; who proposed it takes it back so."""
    locked = hold_loan(decision.dossier, by)
    held = _held(decision, by)
    check_proposed(held)
    take_it_back(held, by, because)
    record(locked.case_file, "loan_decision_sent_back", by=by, dossier=locked.number, because=because)
    return held


def _held(decision: LoanDecision, by: User) -> LoanDecision:
    gone = Gone(_("This decision is not there any more."))
    rows = LoanDecision.objects.select_related("proposed_by", "confirmed_by", "ended_by")
    held: LoanDecision = hold(rows, decision, by=by, missing=gone)
    return held


def _end_standing(dossier: Dossier, by: User) -> None:
    """The one that stood gives way."""
    dossier.loan_decisions.standing().update(ended_at=timezone.now(), ended_by=by)


def _take_effect(dossier: Dossier, decision: LoanDecision, by: User) -> None:
    loan = loan_of(dossier)
    if decision.is_approval:
        terms = terms_of(dossier)
        loan.decided_amount, loan.decided_months = decision.amount, decision.months
        loan.decided_rate, loan.outcome = decision.rate, ""
        loan.repayment = loan.repayment or (terms.repayment if terms else "")
    else:
        loan.outcome = _OUTCOMES[DecisionVerdict(decision.verdict)]
        loan.outcome_because = decision.reason
        loan.decided_amount = loan.decided_months = loan.decided_rate = None
    loan.save(
        update_fields=[
            *("decided_amount", "decided_months", "decided_rate", "repayment"),
            *("outcome", "outcome_because"),
        ]
    )
    if is_ours(dossier):
        _letter(dossier, LetterKind.DECISION, by, decision)
    if loan.outcome:
        _complete(dossier, by)


def _complete(dossier: Dossier, by: User) -> None:
    """A dossier that still lacks what all dossiers need stays open and says so."""
    now = Dossier.objects.select_related("loan", "case_file", "subtype").get(pk=dossier.pk)
    if not missing(now):
        stages.complete(now, by=by)


@operation(MAY_CHANGE_LOAN, refused=NO_LOANS)
def ask_letter(dossier: Dossier, kind: str, *, by: User, decision: LoanDecision | None = None) -> LoanLetter:
    """Made by a worker; asked again, it is made anew."""
    return _letter(hold_loan(dossier, by), kind, by, decision)


def _letter(dossier: Dossier, kind: str, by: User, decision: LoanDecision | None = None) -> LoanLetter:
    return LoanLetter.objects.create(dossier=dossier, kind=kind, decision=decision, asked_by=by)


@operation(MAY_CHANGE_LOAN, refused=NO_LOANS)
def end_early(dossier: Dossier, outcome: str, *, by: User, because: str, letter: bool = True) -> Dossier:
    """The client draws back, is not eligible, or is referred: it is completed from the stage in which it is.

    Refused once it is signed; not eligible where the precheck that was kept last says no; referred where the
    desk does not lend it itself.
    """
    locked = hold_loan(dossier, by)
    loan = loan_of(locked)
    if locked.stage not in locked.flow.ends_early or loan.signed_on is not None:
        raise Refused(_("%(number)s can no longer end this way.") % {"number": locked})
    if outcome == LoanOutcome.NOT_ELIGIBLE:
        kept = LoanPrecheck.objects.filter(loan=loan).first()
        if kept is None or kept.verdict != PrecheckVerdict.NO:
            raise Refused(_("Only a precheck that says no ends it as not eligible: keep it first."))
    elif outcome == LoanOutcome.REFERRED:
        if is_ours(locked):
            raise Refused(_("The desk lends this itself: it is decided here."))
    elif outcome != LoanOutcome.WITHDRAWN:
        raise Refused(_("Only a decision of two colleagues refuses a loan."))
    locked.loan_decisions.proposed().update(ended_at=timezone.now(), ended_by=by, ended_because=because)
    loan.outcome, loan.outcome_because = outcome, because
    loan.save(update_fields=["outcome", "outcome_because"])
    record(locked.case_file, "loan_ended_early", by=by, dossier=locked.number, outcome=str(outcome))
    if letter:
        kind = LetterKind.NOT_ELIGIBLE if outcome == LoanOutcome.NOT_ELIGIBLE else LetterKind.ENDED
        _letter(locked, kind, by)
    _complete(locked, by)
    return Dossier.objects.get(pk=locked.pk)


@operation(MAY_CHANGE_LOAN, refused=NO_LOANS)
def go_on_after_all(dossier: Dossier, *, by: User) -> None:
    """Of one that was reopened: it ended early, and does not any more."""
    locked = hold_loan(dossier, by)
    loan = loan_of(locked)
    if not locked.is_open or loan.outcome not in ENDS_EARLY:
        raise Refused(_("%(number)s did not end early, or is not reopened yet.") % {"number": locked})
    loan.outcome, loan.outcome_because = "", ""
    loan.save(update_fields=["outcome", "outcome_because"])


# --- Credit committee ----------------------------------------------------------------------------


@operation("dossiers.add_loancommittee", refused=NO_LOANS)
def convene(*, by: User, **told: Any) -> LoanCommittee:
    """ValidationError as its fields say."""
    require_known(told, frozenset({"held_on", "name", "note"}), "convene")
    committee = LoanCommittee(made_by=by, **told)
    committee.full_clean()
    committee.save()
    return committee


@operation("dossiers.change_loancommittee", refused=NO_LOANS)
def put_on_committee(
    committee: LoanCommittee, dossiers: Iterable[Dossier], *, by: User
) -> list[CommitteeFile]:
    """Loans that it decides on; one that stands there already stays. Refused without one."""
    held: LoanCommittee = hold(LoanCommittee.objects, committee, by=by)
    chosen = sorted(dossiers, key=lambda one: one.pk)
    if not chosen:
        raise Refused(_("Tick at least one loan."))
    files = []
    for dossier in chosen:
        locked = hold_loan(dossier, by)
        row, made = CommitteeFile.objects.get_or_create(committee=held, dossier=locked)
        files.append(row)
        if made:
            told = {"dossier": locked.number, "committee": str(held)}
            record(locked.case_file, "loan_on_committee", by=by, **told)
    return files


@operation("dossiers.change_loancommittee", refused=NO_LOANS)
def take_off_committee(file: CommitteeFile, *, by: User) -> None:
    """Refused where it was decided there."""
    hold(LoanCommittee.objects, file.committee_id, by=by)
    locked = hold_loan(file.dossier, by)
    if locked.loan_decisions.filter(committee=file.committee_id).exclude(stands_since=None).exists():
        raise Refused(_("%(number)s was decided there.") % {"number": locked})
    CommitteeFile.objects.filter(pk=file.pk).delete()


@operation(MAY_PROPOSE, refused=NO_LOANS)
def enter_decisions(
    committee: LoanCommittee, told: Mapping[Dossier, Mapping[str, Any]], *, by: User
) -> list[LoanDecision]:
    """Of several files in one go, all or none; a second colleague confirms them. Refused without one."""
    held: LoanCommittee = hold(LoanCommittee.objects, committee, by=by)
    if held.held_on > timezone.localdate():
        raise Refused(_("This committee is still to be held, on %(day)s.") % {"day": written(held.held_on)})
    if not told:
        raise Refused(_("Fill in the decision on at least one loan."))
    return [
        propose_decision(dossier, by=by, committee=held, decided_on=held.held_on, **told[dossier])
        for dossier in sorted(told, key=lambda one: one.pk)
    ]


@operation(MAY_CONFIRM, refused=NO_LOANS)
def confirm_decisions(
    committee: LoanCommittee, decisions: Iterable[LoanDecision], *, by: User
) -> list[LoanDecision]:
    """What a colleague entered, in one go, all or none; the letters are made. Refused without one."""
    held: LoanCommittee = hold(LoanCommittee.objects, committee, by=by)
    chosen = sorted(decisions, key=lambda one: one.dossier_id)
    if not chosen or any(one.committee_id != held.pk for one in chosen):
        raise Refused(_("Tick at least one decision of this committee."))
    return [confirm_decision(one, by=by) for one in chosen]
