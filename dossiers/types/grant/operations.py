"""What is done on a premium: works picked, amount computed, decided by two, paid, owners followed.

Each holds the dossier first. A decision then holds its scheme: two that are confirmed at once are counted one
after the other, so that a budget is never overdrawn unseen.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.by_two.steps import check_second, confirm_it, take_it_back
from dossiers.flows.verbs import is_open
from dossiers.holding import lock_to_change
from dossiers.models import Dossier
from dossiers.schemes.models import Scheme
from dossiers.types.grant.budgets import budget_of, committed
from dossiers.types.grant.costs import costs_now, works_with_costs
from dossiers.types.grant.model import (
    GrantDecision,
    GrantDetail,
    GrantOutcome,
    GrantOwner,
    GrantPayment,
    GrantWork,
    PaymentKind,
)
from dossiers.types.grant.standing import computed_now, terms_of
from dossiers.types.grant.told import lack_words, rule_lines, shut_words, source_words
from dossiers.works.models import Work
from oss.core.changes import require_known, write_changes
from oss.core.conflicts import check_seen
from oss.core.history import as_it_was, removal_of, save_again
from oss.core.money import euros
from oss.core.partial_dates import not_in_the_future_nor_long_ago
from oss.core.refusal import NotAllowed, Refused
from oss.core.seen_state import check_state
from oss.staff.models import User
from oss.staff.rights import hold_if_there, hold_part, operation
from oss.timeline.models import Activity
from oss.timeline.operations import record

MAY_CHANGE_GRANT = "dossiers.change_grantdetail"
MAY_PROPOSE_GRANT = "dossiers.add_grantdecision"
MAY_CONFIRM_GRANT = "dossiers.confirm_grantdecision"
MAY_PROPOSE_PAYMENT = "dossiers.add_grantpayment"
MAY_CONFIRM_PAYMENT = "dossiers.confirm_grantpayment"
MAY_OVERDRAW = "dossiers.overdraw_grantbudget"
NO_GRANTS = gettext_lazy("Premiums are for financial advisers and coordinators.")
DECISION_FIELDS = frozenset(
    {
        *("outcome", "amount", "decided_on", "number", "conditions", "execute_before", "because"),
        "letter_on",
    }
)
PAYMENT_FIELDS = frozenset({"kind", "amount", "to", "iban", "budget_key", "ordered_on", "paid_on"})
OWNER_FIELDS = frozenset(
    {
        *("person", "organisation", "lot", "shares", "category", "requested_on", "gross", "gross_source"),
        *("outcome", "granted_amount", "note"),
    }
)
REQUESTS_BEFORE_UNKNOWN = 2


# --- Works and amount ------------------------------------------------------------------------------


@operation(MAY_CHANGE_GRANT, refused=NO_GRANTS)
def pick_works(dossier: Dossier, works: Iterable[Work], *, by: User) -> list[GrantWork]:
    """The premium is asked for them; what they cost now is noted. Refused without one."""
    locked = lock_to_change(dossier, by)
    grant = _grant(locked)
    chosen = works_with_costs(one.pk for one in works)
    if not chosen:
        raise Refused(_("Tick at least one work."))
    made = _note(grant, chosen)
    _tell(locked, "grant_works_picked", by, count=len(made))
    return made


@operation(MAY_CHANGE_GRANT, refused=NO_GRANTS)
def drop_grant_work(dossier: Dossier, pk: int, *, by: User) -> None:
    """The premium is not asked for it after all."""
    locked = lock_to_change(dossier, by)
    held = hold_if_there(GrantWork.objects.filter(grant=locked.pk), pk, by=by)
    if held is not None:
        told = str(held.work)
        held.delete()
        _tell(locked, "grant_work_dropped", by, work=told)


@operation(MAY_CHANGE_GRANT, refused=NO_GRANTS)
def note_costs(dossier: Dossier, *, by: User) -> list[GrantWork]:
    """Takes over how much of each work there is, and what it costs now."""
    locked = lock_to_change(dossier, by)
    grant = _grant(locked)
    noted = _note(grant, works_with_costs(grant.works.values_list("work", flat=True)))
    _tell(locked, "grant_costs_noted", by)
    return noted


def _note(grant: GrantDetail, works: list[Work]) -> list[GrantWork]:
    costs = costs_now(works)
    today = timezone.localdate()
    return [
        GrantWork.objects.update_or_create(
            grant=grant,
            work=work,
            defaults={
                "quantity": work.quantity,
                "amount_excl": costs[work.pk].excl,
                "amount_incl": costs[work.pk].incl,
                "noted_on": today,
            },
        )[0]
        for work in works
    ]


@operation(MAY_CHANGE_GRANT, refused=NO_GRANTS)
def note_computed(dossier: Dossier, *, by: User) -> GrantDetail:
    """Keeps what the rule gives today: its amount, its words with date and source. Refused while something
    is lacking."""
    locked = lock_to_change(dossier, by)
    grant = _grant(locked)
    terms = terms_of(grant)
    found = computed_now(grant, terms, list(grant.works.select_related("work")))
    if found.amount is None or terms is None or grant.sheet is None:
        raise Refused(" ".join(lack_words(found.lacks)))
    words = [*rule_lines(found, terms), *shut_words(found.shut, terms), source_words(grant.sheet)]
    grant.computed_amount, grant.computed_words = found.amount, " · ".join(words)
    grant.computed_on = timezone.localdate()
    grant.save(update_fields=["computed_amount", "computed_words", "computed_on"])
    _tell(locked, "grant_computed", by, amount=euros(found.amount))
    return grant


# --- Decision --------------------------------------------------------------------------------------


@operation(MAY_PROPOSE_GRANT, refused=NO_GRANTS)
def propose_decision(dossier: Dossier, *, by: User, **told: Any) -> GrantDecision:
    """What somebody else is to confirm; one that was proposed before makes place. Refused where a decision
    is confirmed already; ValidationError as the constraints say."""
    require_known(told, DECISION_FIELDS, "propose_decision")
    locked = _open(dossier, by)
    grant = _grant(locked)
    current = grant.decisions.current().select_for_update().first()
    if current is not None:
        if current.is_standing:
            raise Refused(_("A decision stands already: withdraw it first."))
        take_it_back(current, by, _("replaced by another proposal"))
    decision = GrantDecision(grant=grant, proposed_by=by, **told)
    if decision.decided_on and decision.decided_on > timezone.localdate():
        raise ValidationError({"decided_on": _("This day is still to come: check the year.")})
    if decision.outcome == GrantOutcome.GRANTED and grant.sheet_id is None:
        raise Refused(_("Choose the scheme first."))
    decision.full_clean()
    decision.save()
    _tell(locked, "grant_decision_proposed", by, outcome=decision.outcome, amount=_amount(decision.amount))
    return decision


@operation(MAY_CONFIRM_GRANT, refused=NO_GRANTS)
def confirm_decision(decision: GrantDecision, *, by: User, over_budget_because: str = "") -> GrantDecision:
    """By somebody else than who proposed it. Refused where the budget of the scheme and year has less left,
    unless a coordinator says why it may go over it: that is kept and told."""
    locked = _open(decision.grant.dossier, by)
    held = hold_part(GrantDecision.objects, decision, by=by)
    check_second(held, by)
    grant = _grant(locked)
    year = held.decided_on.year
    because = over_budget_because.strip()
    if held.amount is not None and grant.sheet is not None:
        over = _over_budget(grant.sheet.scheme_id, year, held.amount)
        if over is None:
            because = ""
        elif not because:
            raise Refused(over)
        elif not by.has_perm(MAY_OVERDRAW):
            raise NotAllowed(_("Only a coordinator may go over the budget."))
    held.over_budget_because = because
    held.save(update_fields=["over_budget_because"])
    confirm_it(held, by)
    grant.outcome, grant.granted_amount = held.outcome, held.amount
    grant.decided_on = held.decided_on
    grant.budget_year = year if held.amount is not None else None
    grant.save(update_fields=["outcome", "granted_amount", "decided_on", "budget_year"])
    _tell(locked, "grant_decided", by, outcome=held.outcome, amount=_amount(held.amount))
    if because:
        _tell(locked, "grant_over_budget", by, year=year, reason=because)
    return held


def _over_budget(scheme: int, year: int, more: Decimal) -> str | None:
    """Holds the scheme until the transaction ends; what is told where there is not as much left, else None.
    Nothing is held against a budget that nobody gave."""
    Scheme.objects.select_for_update().get(pk=scheme)
    budget = budget_of(scheme, year)
    if budget is None:
        return None
    left = budget.amount - committed(scheme, year)
    if more <= left:
        return None
    told = {"year": year, "left": euros(left), "amount": euros(more)}
    return _("Of the budget of %(year)s %(left)s is left, and this asks %(amount)s.") % told


@operation(MAY_PROPOSE_GRANT, refused=NO_GRANTS)
def withdraw_decision(decision: GrantDecision, *, by: User, because: str) -> GrantDecision:
    """A proposal that is wrong, or a decision that is taken anew, as after an objection. What was paid must
    be cancelled first."""
    locked = _open(decision.grant.dossier, by)
    held = hold_part(GrantDecision.objects, decision, by=by)
    grant = _grant(locked)
    if held.is_standing and grant.payments.current().exists():
        raise Refused(_("Of this premium something was paid: cancel the payment first."))
    was_confirmed = held.is_standing
    take_it_back(held, by, because)
    if was_confirmed:
        grant.outcome, grant.granted_amount, grant.accepted_amount = "", None, None
        grant.decided_on, grant.budget_year = None, None
        grant.save(
            update_fields=["outcome", "granted_amount", "accepted_amount", "decided_on", "budget_year"]
        )
    _tell(locked, "grant_decision_withdrawn", by, reason=because)
    return held


# --- What its forms must not say -------------------------------------------------------------------


@operation(MAY_CHANGE_GRANT, refused=NO_GRANTS)
def follow_application(grant: GrantDetail, before: Mapping[str, Any], *, by: User) -> None:
    """The scheme of a premium stays once it is decided: its budget counts it."""
    not_in_the_future_nor_long_ago(submitted_on=grant.submitted_on)
    if "sheet" in before and before["sheet"] != grant.sheet and grant.budget_year is not None:
        raise ValidationError(
            {"sheet": _("A decision stands: withdraw it before you choose another scheme.")}
        )


@operation(MAY_CHANGE_GRANT, refused=NO_GRANTS)
def follow_report(grant: GrantDetail, before: Mapping[str, Any], *, by: User) -> None:
    """What is accepted again of what was freed must still be there."""
    not_in_the_future_nor_long_ago(proof_on=grant.proof_on, checked_on=grant.checked_on)
    if "accepted_amount" not in before or grant.granted_amount is None or grant.sheet is None:
        return
    paid = sum((one.amount for one in grant.payments.current()), Decimal(0))
    if grant.due is not None and paid > grant.due:
        raise ValidationError({"accepted_amount": _("More was paid: %(paid)s.") % {"paid": euros(paid)}})
    was = before["accepted_amount"]
    if was is not None and grant.due is not None and grant.due > was and grant.budget_year is not None:
        # it is counted already as it was saved: nothing more is asked
        over = _over_budget(grant.sheet.scheme_id, grant.budget_year, Decimal(0))
        if over is not None and not by.has_perm(MAY_OVERDRAW):
            raise ValidationError({"accepted_amount": over})


@operation(MAY_CHANGE_GRANT, refused=NO_GRANTS)
def follow_outcome(grant: GrantDetail, before: Mapping[str, Any], *, by: User) -> None:
    """That an outcome elsewhere is not known is said after the client, or who decides, was asked twice."""
    not_in_the_future_nor_long_ago(decided_on=grant.decided_on)
    if before.get("outcome") != grant.outcome == GrantOutcome.UNKNOWN:
        asked = Activity.objects.filter(case_file=grant.dossier.case_file_id).requests().count()
        if asked < REQUESTS_BEFORE_UNKNOWN:
            told = _("Ask twice first: %(number)s question stands on this dossier.")
            raise ValidationError({"outcome": told % {"number": asked}})


# --- Payments --------------------------------------------------------------------------------------


@operation(MAY_PROPOSE_PAYMENT, refused=NO_GRANTS)
def propose_payment(dossier: Dossier, *, by: User, **told: Any) -> GrantPayment:
    """What somebody else is to confirm before it counts as paid; the room that it takes is taken at once.
    Refused before it is granted, over what is granted or accepted, or in more times than the sheet says."""
    require_known(told, PAYMENT_FIELDS, "propose_payment")
    locked = _open(dossier, by)
    grant = _grant(locked)
    payment = GrantPayment(grant=grant, proposed_by=by, **told)
    not_in_the_future_nor_long_ago(paid_on=payment.paid_on, ordered_on=payment.ordered_on)
    _check_payment(grant, payment, list(grant.payments.current().select_for_update()))
    payment.full_clean()
    payment.save()
    _tell(locked, "grant_payment_proposed", by, amount=euros(payment.amount), to=payment.to)
    return payment


@operation(MAY_CONFIRM_PAYMENT, refused=NO_GRANTS)
def confirm_payment(payment: GrantPayment, *, by: User) -> GrantPayment:
    """By somebody else than who proposed it: from now on it is paid. Refused where it may not be paid any
    more."""
    locked = _open(payment.grant.dossier, by)
    held = hold_part(GrantPayment.objects, payment, by=by)
    check_second(held, by)
    grant = _grant(locked)
    _check_payment(grant, held, list(grant.payments.current().exclude(pk=held.pk)))
    confirm_it(held, by)
    _tell(locked, "grant_paid", by, amount=euros(held.amount), to=held.to)
    return held


def _check_payment(grant: GrantDetail, payment: GrantPayment, others: list[GrantPayment]) -> None:
    if grant.outcome != GrantOutcome.GRANTED or grant.due is None or grant.budget_year is None:
        raise Refused(_("Only a premium that we granted is paid."))
    _check_kind(grant, payment, {one.kind for one in others})
    left = grant.due - sum((one.amount for one in others), Decimal(0))
    if payment.amount is not None and payment.amount > left:
        raise ValidationError({"amount": _("No more than %(left)s is left to pay.") % {"left": euros(left)}})


def _check_kind(grant: GrantDetail, payment: GrantPayment, earlier: set[str]) -> None:
    terms = terms_of(grant)
    if payment.kind != PaymentKind.WHOLE and not (terms and terms.two_payments):
        raise ValidationError({"kind": _("By its sheet this premium is paid in one time.")})
    if PaymentKind.WHOLE in earlier or (earlier and payment.kind == PaymentKind.WHOLE):
        raise ValidationError({"kind": _("This was paid already.")})
    if payment.kind != PaymentKind.ADVANCE and grant.proof_on is None:
        raise ValidationError({"kind": _("Without proof no more than an advance is paid.")})


@operation(MAY_PROPOSE_PAYMENT, refused=NO_GRANTS)
def cancel_payment(payment: GrantPayment, *, by: User, because: str) -> GrantPayment:
    """Of one that was proposed, noted by mistake, or came back; it stays, with why."""
    locked = _open(payment.grant.dossier, by)
    held = hold_part(GrantPayment.objects, payment, by=by)
    take_it_back(held, by, because)
    _tell(locked, "grant_payment_cancelled", by, amount=euros(held.amount), reason=because)
    return held


# --- Owners of an association ----------------------------------------------------------------------


@operation(MAY_CHANGE_GRANT, refused=NO_GRANTS)
def add_owner(dossier: Dossier, *, by: User, **told: Any) -> GrantOwner:
    """TypeError for what is no field; ValidationError as the constraints say, or where the listed owners
    would hold more quotiteiten than there are."""
    require_known(told, OWNER_FIELDS, "add_owner")
    locked = lock_to_change(dossier, by)
    owner = GrantOwner(grant=_grant(locked), **told)
    _save_owner(owner)
    _tell(locked, "grant_owner_added", by)
    return owner


@operation(MAY_CHANGE_GRANT, refused=NO_GRANTS)
def change_owner(
    owner: GrantOwner, *, by: User, seen: Mapping[str, Any] | None = None, **changes: Any
) -> GrantOwner:
    require_known(changes, OWNER_FIELDS, "change_owner")
    locked = lock_to_change(owner.grant.dossier, by)
    held = hold_part(GrantOwner.objects, owner, by=by)
    check_seen(held, changes, seen)
    write_changes(held, changes)
    _save_owner(held)
    _tell(locked, "grant_owner_changed", by)
    return held


@operation(MAY_CHANGE_GRANT, refused=NO_GRANTS)
def remove_owner(owner: GrantOwner, *, by: User, seen: str | None = None) -> None:
    """For one that was noted by mistake; its history stays. Refused where it is not as it was `seen`."""
    locked = lock_to_change(owner.grant.dossier, by)
    held = hold_if_there(GrantOwner.objects, owner, by=by)
    if held is not None:
        check_state(held, seen=seen)
        held.delete()
        _tell(locked, "grant_owner_removed", by)


@operation(MAY_CHANGE_GRANT, refused=NO_GRANTS)
def restore_owner(dossier: Dossier, pk: int, *, by: User) -> GrantOwner:
    """Puts back what was taken away last. Refused where it is there or was never of this dossier."""
    locked = lock_to_change(dossier, by)
    row: GrantOwner = as_it_was(removal_of(GrantOwner, pk))
    if row.grant_id != locked.pk:
        raise Refused(_("There is nothing to put back."))
    save_again(row)
    _tell(locked, "grant_owner_added", by)
    return row


def _save_owner(owner: GrantOwner) -> None:
    not_in_the_future_nor_long_ago(requested_on=owner.requested_on)
    total = owner.grant.total_shares
    others = sum(owner.grant.owners.exclude(pk=owner.pk).values_list("shares", flat=True))
    if total is not None and owner.shares is not None and others + owner.shares > total:
        told = {"total": total, "others": others}
        raise ValidationError(
            {"shares": _("The others hold %(others)s of the %(total)s quotiteiten.") % told}
        )
    owner.full_clean()
    owner.save()


# --- What they share -------------------------------------------------------------------------------


def _open(dossier: Dossier, by: User) -> Dossier:
    """Held; Refused where it is closed."""
    locked = lock_to_change(dossier, by)
    if not is_open(locked):
        raise Refused(_("Dossier %(number)s is closed: reopen it first.") % {"number": locked})
    return locked


def _grant(dossier: Dossier) -> GrantDetail:
    """Its row, held."""
    found = GrantDetail.objects.select_for_update(of=("self",)).filter(pk=dossier.pk).first()
    if found is None:
        raise Refused(_("Dossier %(number)s is no premium.") % {"number": dossier})
    found.dossier = dossier
    return found


def _amount(amount: Decimal | None) -> str:
    return "" if amount is None else euros(amount)


def _tell(dossier: Dossier, kind: str, by: User, **data: Any) -> None:
    record(dossier.case_file, kind, by=by, dossier=dossier.number, **data)
