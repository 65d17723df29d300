"""The tab *Rights check* of a dossier: verdicts, what is still to be asked, what was told before."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dossiers.flows.profiles import openable_subtypes
from dossiers.flows.table import DossierType
from dossiers.flows.tabs import DossierTab
from dossiers.models import Dossier
from dossiers.schemes.board import Board, BoardLine, board_of, changed_since
from dossiers.schemes.check_models import RightsCheck, ToldVerdict
from dossiers.schemes.rules import (
    BOUGHT,
    CAPACITY,
    CATEGORY,
    LABEL,
    LIVES_THERE,
    WORKS,
    YEAR,
    NextQuestion,
    answers_of,
)
from dossiers.schemes.values import written_value
from dossiers.views.blocks import Anchor
from oss.core.dates import read_day
from oss.core.partial_dates import LAST_YEAR, LONG_AGO
from oss.staff.http import StaffRequest
from oss.staff.models import User

TYPES = frozenset({DossierType.INFORMATION, DossierType.ADVICE})
"""On which the check stands."""
MAY_CHECK = "dossiers.add_rightscheck"
DAY = "on"
"""By this name an address asks for the sheets of another day."""
FIRST = 3
"""How many questions stand open; the others are folded."""
MOST_KEPT = 10
_ASKED = {
    CAPACITY: gettext_lazy("In which capacity does the client ask this?"),
    LIVES_THERE: gettext_lazy("Does the client live in the dwelling?"),
    CATEGORY: gettext_lazy("Which income category does the client have?"),
    YEAR: gettext_lazy("In which year was the dwelling built?"),
    LABEL: gettext_lazy("Which EPC label does the dwelling have?"),
    BOUGHT: gettext_lazy("When was the dwelling bought (day of the deed)?"),
    WORKS: gettext_lazy("Which works is it about?"),
}
_KEPT = {
    CATEGORY: gettext_lazy("Kept in the household, as the client says it."),
    YEAR: gettext_lazy("A year that you type is kept with the address."),
    BOUGHT: gettext_lazy("A day that you type is kept with the address."),
    LABEL: gettext_lazy("With the year of the EPC it is kept with the address."),
}


@dataclass(frozen=True)
class QuestionLine:
    """`answers`: value and words, one tap each. `typed`: what may be typed instead;
    `year`: what stands in the box for a year, None without one. `seen`: what is known of it so far."""

    fact: str
    text: str
    about: str
    answers: list[tuple[str, str]]
    kept: str = ""
    typed: str = ""
    year: str | None = None
    seen: str = ""


@dataclass(frozen=True)
class SchemeLine:
    """One scheme on the tab, with where it goes on."""

    line: BoardLine
    next_url: str = ""
    refer_url: str = ""


def rights_of(request: StaffRequest, found: Dossier, _form: Any) -> dict[str, Any]:
    """In a fixed number of queries."""
    today = timezone.localdate()
    on = day_shown(request) or today
    board = board_of(found, request.user, on=on)
    may = found.is_active and request.user.has_perm(MAY_CHECK)
    lines = _with_ways(board, found, request.user) if may else [SchemeLine(one) for one in board.lines]
    asked = [question_line(one, board) for one in board.questions]
    return {
        "board": board,
        "rights_answer_url": reverse("rights_answer", args=[found.number]),
        "rights_day": None if on == today else on,
        "may_check": may,
        "rights_groups": _groups(lines),
        "rights_blank": [one for one in lines if one.line.is_blank],
        "rights_refused": None,
        "rights_known": [(one, board.words.label(name)) for name, one in board.facts.items()],
        "rights_questions": asked[:FIRST],
        "rights_later": asked[FIRST:],
        "rights_kept": _kept(request, found, board),
        "blocks": [
            Anchor("rights-questions", _("Still to ask")),
            Anchor("rights-schemes", _("Schemes")),
            Anchor("rights-facts", _("What we know")),
            Anchor("rights-kept", _("Kept checks")),
        ],
    }


def day_shown(request: StaffRequest) -> date | None:
    """The day whose sheets are shown, or were on the page that is sent; None for those of today."""
    day = read_day(request.POST.get(DAY, "") or request.GET.get(DAY, ""))
    if day is None or day < LONG_AGO or day.year > LAST_YEAR:
        return None
    return None if day == timezone.localdate() else day


def _with_ways(board: Board, found: Dossier, user: User) -> list[SchemeLine]:
    """With the next dossier, where they know of none of that subtype on the train, and the referral."""
    keys = {one.version.scheme.opens_id for one in board.lines} - {None}
    there = Dossier.objects.visible_to(user).filter(journey=found.journey).order_by().values("subtype")
    opens = set(openable_subtypes().filter(pk__in=keys).exclude(pk__in=there).values_list("pk", flat=True))
    lines = []
    for one in board.lines:
        scheme, can = one.version.scheme, one.verdict in {ToldVerdict.YES, ToldVerdict.DEPENDS}
        on_train = {"on": found.journey.number, "subtype": scheme.opens_id}
        next_url = reverse("dossier_new", query=on_train) if can and scheme.opens_id in opens else ""
        refer = reverse("referral_new", args=[found.number], query={"product": scheme.product_id})
        lines.append(SchemeLine(one, next_url, refer if can and scheme.product_id else ""))
    return lines


def _groups(lines: list[SchemeLine]) -> list[tuple[str, str, str, list[SchemeLine], bool]]:
    """Verdict, heading, icon, its schemes, and whether they are folded."""
    heads = (
        (ToldVerdict.YES, _("Yes"), "check", False),
        (ToldVerdict.DEPENDS, _("Depends on"), "help", False),
        (ToldVerdict.NO, _("No"), "x", True),
        (ToldVerdict.CLOSED, _("Closed"), "lock", True),
    )
    return [
        (
            verdict.value,
            heading,
            icon,
            [one for one in lines if one.line.verdict == verdict and not one.line.is_blank],
            folded,
        )
        for verdict, heading, icon, folded in heads
    ]


def question_line(one: NextQuestion, board: Board) -> QuestionLine:
    """As it is asked, with its answers."""
    fact, words = one.fact, board.words
    asked = words.questions.get(fact)
    answers = answers_of(fact, board.rules.values(), {})
    told = [(written_value(value), words.told(fact, value)) for value in answers]
    if fact == WORKS:
        told = list({name: (code, name) for code, name in told}.values())
    names = board.names_of(one.asked_by)
    about = ngettext("for %(number)s scheme", "for %(number)s schemes", len(names)) % {"number": len(names)}
    year = str(timezone.localdate().year) if fact == CATEGORY else "" if fact == LABEL else None
    known = board.facts.get(fact)
    return QuestionLine(
        fact,
        str(asked.name if asked else _ASKED[fact]),
        f"{about}: {', '.join(names)}",
        told,
        str(_KEPT.get(fact, "")),
        _("year") if fact == YEAR else _("day") if fact == BOUGHT else "",
        year,
        known.written if known else "",
    )


@dataclass(frozen=True)
class KeptLine:
    check: RightsCheck
    url: str
    told: str
    changed: int
    """How many of its schemes read otherwise on that day."""


def _kept(request: StaffRequest, found: Dossier, board: Board) -> list[KeptLine]:
    """Newest first; compared where the day that is shown is theirs (`RightsCheck.compared_on`)."""
    checks = RightsCheck.objects.visible_to(request.user).filter(dossier=found).select_related("kept_by")
    kept = []
    for check in checks.prefetch_related("lines__version").order_by("-pk")[:MOST_KEPT]:
        lines = list(check.lines.all())
        count = {verdict: sum(one.verdict == verdict for one in lines) for verdict in ToldVerdict}
        told = _("%(yes)s yes · %(depends)s depend · %(no)s no") % {
            "yes": count[ToldVerdict.YES],
            "depends": count[ToldVerdict.DEPENDS],
            "no": count[ToldVerdict.NO],
        }
        url = reverse("rights_check", args=[found.number, check.pk])
        is_theirs = check.compared_on(timezone.localdate()) == board.on
        changed = len(changed_since(check, lines, board)) if is_theirs else 0
        kept.append(KeptLine(check, url, told, changed))
    return kept


RIGHTS_TAB = DossierTab(
    "rights",
    gettext_lazy("Rights check"),
    65,
    "dossiers/schemes/tab.html",
    rights_of,
    only_on=lambda dossier: dossier.type in TYPES,
    permission="dossiers.view_rightscheck",
)
