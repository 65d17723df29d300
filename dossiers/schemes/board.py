"""The rights check of a dossier as it stands: each scheme with its verdict, and what is still to be asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dossiers.models import Dossier
from dossiers.schemes.check_models import RightsCheck, RightsLine, ToldVerdict
from dossiers.schemes.facts import KnownFact, facts_of, known_of
from dossiers.schemes.models import SchemeVersion
from dossiers.schemes.rules import BOUGHT, WORKS, Known, NextQuestion, Rule, any_of, questions
from dossiers.schemes.sheets import SchemeSheet, sheets_on
from dossiers.schemes.values import FactWords, condition_words
from oss.core.dates import written
from oss.staff.models import User

MOST_NAMED = 3


@dataclass(frozen=True)
class GroupLine:
    """One line of what a scheme asks; `known`: what of it is known, in words."""

    text: str
    outcome: bool | None
    known: str = ""


@dataclass(frozen=True)
class BoardLine:
    sheet: SchemeSheet
    verdict: str
    groups: tuple[GroupLine, ...]
    open: tuple[str, ...] = ()
    """What it depends on, in words."""

    @property
    def version(self) -> SchemeVersion:
        return self.sheet.version

    @property
    def is_blank(self) -> bool:
        """Nothing is known of it but that it exists."""
        return self.verdict == ToldVerdict.DEPENDS and not self.groups and not self.version.is_confirmed

    @property
    def why(self) -> str:
        """In a sentence: what it depends on, or what shuts the client out."""
        if self.verdict == ToldVerdict.CLOSED:
            return self.sheet.closed
        if self.verdict == ToldVerdict.NO:
            return "; ".join(
                f"{one.text} ({one.known})" if one.known else one.text
                for one in self.groups
                if one.outcome is False
            )
        return ", ".join(self.open)


@dataclass(frozen=True)
class Board:
    """`on`: the day of the sheets. `lines` stand in the order yes, depends, no, closed."""

    on: date
    facts: Mapping[str, KnownFact]
    lines: tuple[BoardLine, ...]
    questions: tuple[NextQuestion, ...]
    words: FactWords
    rules: Mapping[int, Rule] = field(default_factory=dict)

    def with_verdict(self, verdict: str) -> list[BoardLine]:
        return [one for one in self.lines if one.verdict == verdict]

    def names_of(self, keys: tuple[int, ...]) -> list[str]:
        names = {one.version.scheme_id: one.version.scheme.name for one in self.lines}
        return [names[key] for key in keys if key in names]


def board_of(dossier: Dossier, user: User, *, on: date) -> Board:
    """In a number of queries that does not grow with what is known or with the schemes."""
    words = FactWords()
    facts = facts_of(dossier, user, words)
    known = known_of(facts)
    sheets = sheets_on(on, user, bought=known.get(BOUGHT))
    return board_over(sheets, facts, words, on=on, known=_asked_works(known, sheets))


def board_over(
    sheets: list[SchemeSheet], facts: Mapping[str, KnownFact], words: FactWords, *, on: date, known: Known
) -> Board:
    """What these sheets say of what is known."""
    lines = [_line(sheet, known, facts, words) for sheet in sheets]
    order = [ToldVerdict.YES, ToldVerdict.DEPENDS, ToldVerdict.NO, ToldVerdict.CLOSED]
    lines.sort(key=lambda one: order.index(ToldVerdict(one.verdict)))
    rules = {one.rule.key: one.rule for one in sheets if not one.is_closed}
    not_known = {name for name, one in facts.items() if one.value is None}
    still = [one for one in questions(list(rules.values()), known) if one.fact not in not_known]
    return Board(on, facts, tuple(lines), tuple(still), words, rules)


def _asked_works(known: Any, sheets: list[SchemeSheet]) -> Any:
    """Without works and topics that no scheme is about: those leave open what it is about."""
    about = {code for sheet in sheets for code in sheet.works}
    asked = known.get(WORKS)
    rest = {name: value for name, value in known.items() if name != WORKS}
    return rest | {WORKS: asked & about} if asked and asked & about else rest


def _line(sheet: SchemeSheet, known: Any, facts: Mapping[str, KnownFact], words: FactWords) -> BoardLine:
    groups = []
    for conditions, tests in zip(sheet.groups, sheet.rule.groups, strict=True):
        outcome = any_of(test.outcome(known) for test in tests)
        told = dict.fromkeys(
            facts[test.fact].told for test in tests if test.fact in known and test.fact in facts
        )
        text = _(" or ").join(dict.fromkeys(condition_words(one, words) for one in conditions))
        groups.append(GroupLine(text, outcome, "; ".join(told)))
    verdict = ToldVerdict.CLOSED if sheet.is_closed else ToldVerdict(sheet.rule.verdict(known).value)
    waiting = _waiting(sheet, known, words)
    if verdict == ToldVerdict.DEPENDS and not sheet.version.is_confirmed:
        waiting.append(_("what is to be confirmed"))
    return BoardLine(
        sheet, verdict.value, tuple(groups), tuple(waiting) if verdict == ToldVerdict.DEPENDS else ()
    )


def _waiting(sheet: SchemeSheet, known: Any, words: FactWords) -> list[str]:
    """What is still open, each group in a few words; of many alternatives only how many there are."""
    if not sheet.rule.open_facts(known):
        return []
    found = []
    for tests in sheet.rule.groups:
        outcomes = [test.outcome(known) for test in tests]
        if any_of(outcomes) is not None:
            continue
        facts = dict.fromkeys(test.fact for test, one in zip(tests, outcomes, strict=True) if one is None)
        told = [words.label(fact) for fact in facts]
        many = _("one of %(number)s conditions") % {"number": len(told)}
        found.append(many if len(told) > MOST_NAMED else _(" or ").join(told))
    return list(dict.fromkeys(found))


def snapshot(line: BoardLine) -> dict[str, Any]:
    """What was told of a scheme, as it read on that day."""
    version = line.version
    return {
        "name": version.scheme.name,
        "kind": version.scheme.kind,
        "by": version.scheme.by,
        "why": line.why,
        "is_blank": line.is_blank,
        "groups": [[one.text, one.outcome, one.known] for one in line.groups],
        **{name: getattr(version, name) for name in TOLD_TEXTS},
        "until": written(version.ask_until) if version.ask_until else "",
        "closed": line.sheet.closed,
        "decides": str(version.get_decides_display()),
        "checked_on": written(version.checked_on),
    }


TOLD_TEXTS = ("for_whom", "how_much", "terms", "where", "plain", "to_confirm", "source", "source_url")
_COMPARED = (*TOLD_TEXTS, "until", "closed", "decides")


def changed_since(check: RightsCheck, lines: list[RightsLine], board: Board) -> dict[int, str]:
    """By the key of the line: what is otherwise today than what was told; nothing where all is as it was."""
    now = {one.version.scheme_id: one for one in board.lines}
    found = {}
    for line in lines:
        today = now.pop(line.version.scheme_id, None)
        if today is None:
            found[line.pk] = _("this scheme is no longer there today")
            continue
        sheet = snapshot(today)
        if today.verdict != line.verdict:
            told = {"verdict": ToldVerdict(today.verdict).label, "why": today.why}
            found[line.pk] = (
                _("today: %(verdict)s (%(why)s)") % told if today.why else _("today: %(verdict)s") % told
            )
        elif any(sheet[name] != line.sheet.get(name, "") for name in _COMPARED):
            found[line.pk] = _("the sheet reads otherwise today")
    return found
