"""The precheck of a loan: what the conditions of its sheet say of what is known, before a paper is asked."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.flows.table import ABANDONED, COMPLETED, DossierType
from dossiers.models import Dossier
from dossiers.schemes.board import Board, BoardLine, board_over
from dossiers.schemes.facts import KnownFact, facts_of, known_of
from dossiers.schemes.models import SchemeVersion
from dossiers.schemes.rules import NO, WORKS, YES
from dossiers.schemes.sheets import SchemeSheet, sheet_of
from dossiers.schemes.values import FactWords
from dossiers.types.loan.model import PrecheckVerdict
from dossiers.types.loan.sheets import loan_of
from dossiers.works.models import Work
from oss.staff.models import User

NOT_STARTED, NO_RUNNING_LOAN = "works_not_started", "no_running_loan"
"""Questions that our own records answer too."""


@dataclass(frozen=True)
class Precheck:
    """`off_list`: works that the loan would pay and that stand not on the list of the sheet."""

    sheet: SchemeVersion
    on: date
    board: Board
    off_list: list[str]

    @property
    def line(self) -> BoardLine:
        return self.board.lines[0]

    @property
    def verdict(self) -> PrecheckVerdict:
        outcomes = [one.outcome for one in self.line.groups]
        if False in outcomes:
            return PrecheckVerdict.NO
        is_sure = self.sheet.is_confirmed and outcomes and None not in outcomes
        return PrecheckVerdict.YES if is_sure else PrecheckVerdict.UNKNOWN

    @property
    def lines(self) -> list[list[object]]:
        """As it is kept."""
        return [[one.text, one.outcome, one.known] for one in self.line.groups]


def precheck_of(dossier: Dossier, user: User) -> Precheck | None:
    """As of the application; None while no sheet is chosen. In a fixed number of queries."""
    loan = loan_of(dossier)
    if loan.sheet is None:
        return None
    day = loan.asked_on or timezone.localdate()
    words = FactWords()
    works = list(Work.objects.visible_to(user).on_dossier(dossier).select_related("measure"))
    facts = facts_of(dossier, user, words) | _of_our_records(dossier, works, words)
    conditions = list(loan.sheet.conditions.select_related("question"))
    sheet = sheet_of(loan.sheet, conditions, day)
    board = board_over([sheet], facts, words, on=day, known=known_of(facts))
    return Precheck(loan.sheet, day, board, _off_list(sheet, works))


def _off_list(sheet: SchemeSheet, works: list[Work]) -> list[str]:
    if not sheet.works:
        return []
    return [str(one) for one in works if one.measure.code not in sheet.works]


def _of_our_records(dossier: Dossier, works: list[Work], words: FactWords) -> dict[str, KnownFact]:
    """They come before what was answered."""
    found = {}
    if works:
        begun = [str(one) for one in works if one.started_on or one.is_executed]
        value = NO if begun else YES
        told = ", ".join(begun) if begun else words.of(NOT_STARTED, YES)
        found[NOT_STARTED] = KnownFact(NOT_STARTED, value, told, _("works of this dossier"))
        measures = frozenset(one.measure.code for one in works)
        found[WORKS] = KnownFact(WORKS, measures, words.told(WORKS, measures), _("works of this dossier"))
    if running := _running(dossier):
        found[NO_RUNNING_LOAN] = KnownFact(NO_RUNNING_LOAN, NO, running, _("a loan at this address"))
    return found


def _running(dossier: Dossier) -> str:
    """The number of another loan of this product that was signed for this address and is not closed."""
    if dossier.site_address_id is None:
        return ""
    others = Dossier.objects.active().filter(
        type=DossierType.LOAN,
        subtype=dossier.subtype_id,
        site_address=dossier.site_address_id,
        loan__signed_on__isnull=False,
    )
    open_ones = others.exclude(pk=dossier.pk).exclude(stage__in=(COMPLETED, ABANDONED))
    return open_ones.order_by("pk").values_list("number", flat=True).first() or ""
