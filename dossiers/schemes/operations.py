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
from dossiers.models import CategoryMethod, Dossier
from dossiers.operations.editing import update_detail
from dossiers.schemes.board import Board, board_of, snapshot
from dossiers.schemes.check_models import NOT_KNOWN, RightsAnswer, RightsCheck, RightsLine, ToldVerdict
from dossiers.schemes.models import SchemeVersion
from dossiers.schemes.rules import BOUGHT, CATEGORY, FACTS, LABEL, WORKS, YEAR, Span, Value
from dossiers.schemes.sheets import exact
from dossiers.schemes.values import FactWords, read_value, written_value
from oss.addresses.models import EnergyCertificate
from oss.addresses.operations.describing import describe_dwelling, record_finding
from oss.core.partial_dates import PartialDate
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.rights import operation
from oss.timeline.models import Activity
from oss.timeline.operations import add_task, record

MAY_CHECK = "dossiers.add_rightscheck"
NO_ACCESS = gettext_lazy("Your role may not do a rights check.")


@operation(MAY_CHECK, refused=NO_ACCESS)
def answer(dossier: Dossier, fact: str, text: str, *, by: User, year: int | None = None) -> None:
    """`text` as `values.written_value` writes it, or `unknown`. `year`: of the income category, or in which
    the label was given; without one a label stays with the check. ValidationError for what is no answer."""
    words = FactWords()
    if fact not in FACTS and fact not in words.questions:
        raise ValidationError(_("This is no question of the check."))
    if text == NOT_KNOWN:
        _keep(lock_to_change(dossier, by), fact, NOT_KNOWN, by)
        return
    value = read_value(fact, text, words.codes(fact))
    if fact == CATEGORY:
        _into_household(dossier, str(value), year, by)
    elif not _at_address(dossier, fact, value, year, by):
        _keep(lock_to_change(dossier, by), fact, written_value(value), by)
        return
    RightsAnswer.objects.filter(dossier=dossier, fact=fact).delete()


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


def _at_address(dossier: Dossier, fact: str, value: Value, year: int | None, by: User) -> bool:
    """Whether it was noted with the address: what is known exactly, of a dossier that has one."""
    held = lock_to_change(dossier, by)
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
def take_back(dossier: Dossier, fact: str, *, by: User) -> None:
    """What was answered for this check; what records know is changed there."""
    held = lock_to_change(dossier, by)
    RightsAnswer.objects.filter(dossier=held, fact=fact).delete()


@operation(MAY_CHECK, refused=NO_ACCESS)
def keep_check(dossier: Dossier, *, by: User, on: date | None = None) -> RightsCheck:
    """What is told to the client today, as it reads now: it never changes with the sheets."""
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
