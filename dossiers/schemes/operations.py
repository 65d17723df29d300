"""Answering a question of the rights check, keeping the check, and turning it into a task.

An answer is kept where it belongs: the income category in the household, the construction year and the day of
the deed at the address, a label that has its year there too, all else with the check.
"""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.forms.shared import HOUSEHOLD
from dossiers.holding import lock_to_change
from dossiers.models import CategoryMethod, Dossier, Journey
from dossiers.operations.editing import update_detail
from dossiers.schemes.board import Board, board_of, snapshot
from dossiers.schemes.check_models import NOT_KNOWN, RightsAnswer, RightsCheck, RightsLine, ToldVerdict
from dossiers.schemes.facts import KnownFact, facts_of
from dossiers.schemes.models import SchemeVersion
from dossiers.schemes.rules import BOUGHT, CATEGORY, FACTS, LABEL, WORKS, YEAR, Span, Value
from dossiers.schemes.sheets import exact
from dossiers.schemes.values import FactWords, read_value, written_value
from oss.addresses.models import EnergyCertificate
from oss.addresses.operations.describing import describe_dwelling, record_finding
from oss.core.partial_dates import PartialDate
from oss.core.refusal import Refused
from oss.core.seen_state import told_of
from oss.staff.models import User
from oss.staff.rights import hold, operation
from oss.timeline.models import Activity
from oss.timeline.operations import add_task, record

MAY_CHECK = "dossiers.add_rightscheck"
NO_ACCESS = gettext_lazy("Your role may not do a rights check.")


@operation(MAY_CHECK, refused=NO_ACCESS)
def answer(
    dossier: Dossier, fact: str, text: str, *, by: User, year: int | None = None, seen: str | None = None
) -> None:
    """`text` as `values.written_value` writes it, or `unknown`. `year`: of the income category, or in which
    the label was given; without one a label stays with the check. `seen`: what was known when it was asked,
    written likewise. ValidationError for what is no answer; refused where a colleague answered meanwhile."""
    words = FactWords()
    if fact not in FACTS and fact not in words.questions:
        raise ValidationError(_("This is no question of the check."))
    value = None if text == NOT_KNOWN else read_value(fact, text, words.codes(fact))
    clean = NOT_KNOWN if value is None else written_value(value)
    if fact == CATEGORY:  # the household is of the whole train, which is held before the wagon
        hold(Journey.objects, dossier.journey_id, by=by)
    held = lock_to_change(dossier, by)
    if seen is not None:
        _check_seen(facts_of(held, by, words).get(fact), words.label(fact), clean, seen)
    if value is not None and fact == CATEGORY:
        _into_household(dossier, str(value), year, by)
    elif value is None or not _at_address(held, fact, value, year, by):
        _keep(held, fact, clean, by)
        return
    RightsAnswer.objects.filter(dossier=held, fact=fact).delete()


def _check_seen(now: KnownFact | None, what: str, text: str, seen: str) -> None:
    """Refused where something else is known by now than what was seen: what, and who wrote it. Works that
    two colleagues answer stand together."""
    if now is None or now.written in {seen, text}:
        return
    if now.fact == WORKS and NOT_KNOWN not in {now.written, text}:
        return
    known = {"what": what, "told": now.told, "origin": now.origin}
    told = _("Meanwhile this is known: %(what)s: %(told)s (%(origin)s). Your answer was not kept.") % known
    raise Refused(f"{told} {told_of(now.row)}" if now.row else told)


def _into_household(dossier: Dossier, category: str, year: int | None, by: User) -> None:
    today = timezone.localdate()
    told: dict[str, Any] = {
        "category": int(category),
        "category_lacks": "",
        "category_year": year or today.year,
        "category_known_on": today,
        "category_method": CategoryMethod.DECLARED,
    }
    update_detail(dossier, HOUSEHOLD, by=by, seen={"category": None}, **told)


def _at_address(held: Dossier, fact: str, value: Value, year: int | None, by: User) -> bool:
    """Whether it was noted with the address: what is known exactly, of a dossier that has one."""
    address = held.site_address
    if address is None:
        return False
    if fact in {YEAR, BOUGHT} and isinstance(value, Span) and exact(value):
        name = "construction_year" if fact == YEAR else "deed_on"
        describe_dwelling(address, by=by, seen={name: None}, **{name: value.lowest})
        return True
    if fact == LABEL and year is not None:
        told = EnergyCertificate(address=address, typed_label=str(value), source=_("told by the client"))
        told.issued_on = PartialDate(year)
        record_finding(told, by=by)
        return True
    return False


def _keep(held: Dossier, fact: str, text: str, by: User) -> None:
    """Works that are told one after the other stand together."""
    values = {"told_on": timezone.localdate(), "told_by": by}
    before = RightsAnswer.objects.filter(dossier=held, fact=fact).first()
    if fact == WORKS and text != NOT_KNOWN and before is not None and before.value != NOT_KNOWN:
        text = ",".join(sorted({*before.value.split(","), text}))
    RightsAnswer.objects.update_or_create(dossier=held, fact=fact, defaults={**values, "value": text})


@operation(MAY_CHECK, refused=NO_ACCESS)
def take_back(dossier: Dossier, fact: str, *, by: User, seen: str | None = None) -> None:
    """What was answered for this check; what records know is changed there. Refused where a colleague
    answered something else than what was `seen`."""
    held = lock_to_change(dossier, by)
    standing = RightsAnswer.objects.filter(dossier=held, fact=fact).first()
    if standing is None:
        return
    if seen not in {None, standing.value}:
        raise Refused(told_of(standing))
    standing.delete()


@operation(MAY_CHECK, refused=NO_ACCESS)
def keep_check(dossier: Dossier, *, by: User, on: date | None = None) -> RightsCheck:
    """What is told to the client of that day, today unless it is given, as it reads now: it never changes
    with the sheets."""
    held = lock_to_change(dossier, by)
    board = board_of(held, by, on=on or timezone.localdate())
    if not board.lines:
        raise Refused(_("There is no scheme on that day: nothing can be checked."))
    check = RightsCheck.objects.create(dossier=held, made_on=board.on, facts=_facts(board), kept_by=by)
    RightsLine.objects.bulk_create(
        RightsLine(check_of=check, version=one.version, verdict=one.verdict, sheet=snapshot(one))
        for one in board.lines
    )
    counts = {
        name: len(board.with_verdict(verdict))
        for name, verdict in (
            ("yes", ToldVerdict.YES),
            ("depends", ToldVerdict.DEPENDS),
            ("no", ToldVerdict.NO),
        )
    }
    record(held.case_file, "rights_checked", by=by, dossier=held.number, **counts)
    return check


def _facts(board: Board) -> list[list[str]]:
    return [[board.words.label(name), one.told, one.origin] for name, one in board.facts.items()]


@operation(MAY_CHECK, refused=NO_ACCESS)
def follow_up(dossier: Dossier, version: SchemeVersion, *, by: User) -> Activity:
    """A task on the dossier, for who asks it: to go on with this scheme."""
    held = lock_to_change(dossier, by)
    title = _("Follow up: %(scheme)s") % {"scheme": version.scheme}
    return add_task(
        held.case_file, by=by, title=title, assignee=by if by.has_perm("staff.use_loket") else None
    )
