"""What a statement of the loan administration would change: each row read, matched and compared with ours."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.flows.table import DossierType
from dossiers.loans.account import standings_of
from dossiers.loans.models import LoanStatement, StatementUpload
from dossiers.models import Dossier
from oss.core.dates import no_day, read_day, written
from oss.core.money import plain_number
from oss.reports.reading import Table, read_table
from oss.staff.models import User

NUMBER, BALANCE, DAYS, ENDS, STATED = (
    *("leningnummer", "saldo", "dagen achterstand", "einddatum", "datum staat"),
)
COLUMNS = (NUMBER, BALANCE, DAYS, ENDS, STATED)
OTHER_NAMES = {
    "nummer lening": NUMBER,
    "lening": NUMBER,
    "openstaand saldo": BALANCE,
    "achterstand": DAYS,
    "achterstand (dagen)": DAYS,
    "datum": STATED,
}
REASON = "wat er mis is"
"""The column that a file of refused rows has more; corrected, it is uploaded as it is."""
NEW, CHANGED, UNCHANGED, REFUSED = "new", "changed", "unchanged", "refused"


@dataclass
class StatementLine:
    """One row. `ours`: what we compute that is owed on that day; `found` is what became of it."""

    number: int
    texts: dict[str, str]
    wrong: list[str] = field(default_factory=list)
    dossier: Dossier | None = None
    stated_on: date | None = None
    balance: Decimal | None = None
    days_late: int = 0
    ends_on: date | None = None
    ours: Decimal | None = None
    found: str = REFUSED

    @property
    def difference(self) -> Decimal | None:
        return None if self.ours is None or self.balance is None else self.balance - self.ours

    @property
    def says(self) -> dict[str, Any]:
        return {"balance": self.balance, "days_late": self.days_late, "ends_on": self.ends_on}


def read(data: bytes, name: str) -> Table:
    """ValidationError where it is no list of these columns."""
    return read_table(data, name, COLUMNS, other_names=OTHER_NAMES, ignored=(REASON,))


def kept_rows(table: Table) -> list[list[Any]]:
    """As `StatementUpload.rows` holds them."""
    return [
        [
            number,
            dict(zip(table.headings, row, strict=True)),
            [fault.text for fault in table.faults.get(place, ())],
        ]
        for place, (number, row) in enumerate(zip(table.numbers, table.rows, strict=True))
    ]


def lines_of(upload: StatementUpload, user: User) -> list[StatementLine]:
    """Each row with what would become of it today; in as many queries for fifty rows as for one."""
    lines = [StatementLine(number, texts, list(wrong)) for number, texts, wrong in upload.rows]
    for line in lines:
        if not line.wrong:
            _read(line)
    _match(lines, user)
    _tell_repeats(lines)
    _compare(lines)
    return lines


def counts_of(lines: list[StatementLine]) -> dict[str, int]:
    counted = Counter(line.found for line in lines)
    return {name: counted[name] for name in (NEW, CHANGED, UNCHANGED, REFUSED)}


def _read(line: StatementLine) -> None:
    if not line.texts.get(NUMBER):
        line.wrong.append(_("The number of the loan is missing."))
    line.balance = _amount(line, line.texts.get(BALANCE, ""))
    line.stated_on = _day(line, STATED)
    if line.stated_on is None and not line.texts.get(STATED):
        line.wrong.append(_("The date of the statement is missing."))
    elif line.stated_on is not None and line.stated_on > timezone.localdate():
        line.wrong.append(_("The date of the statement is still to come."))
    line.ends_on = _day(line, ENDS)
    days = line.texts.get(DAYS, "") or "0"
    if days.isdecimal() and days.isascii():
        line.days_late = int(days)
    else:
        line.wrong.append(_("“%(text)s” is no number of days.") % {"text": days})
    if not line.wrong:
        _check_size(line)


def _check_size(line: StatementLine) -> None:
    """More digits than can be kept."""
    for name in ("balance", "days_late"):
        kept: Any = LoanStatement._meta.get_field(name)
        try:
            kept.run_validators(getattr(line, name))
        except ValidationError as error:
            line.wrong += error.messages


def _amount(line: StatementLine, text: str) -> Decimal | None:
    found = plain_number(text) if text else None
    if not text:
        line.wrong.append(_("The balance is missing."))
    elif found is None:
        line.wrong.append(_("“%(text)s” is no amount.") % {"text": text})
    elif found < 0:
        line.wrong.append(_("A balance does not lie below zero."))
    elif found != round(found, 2):
        line.wrong.append(_("An amount has two decimals at most."))
    return found


def _day(line: StatementLine, heading: str) -> date | None:
    text = line.texts.get(heading, "")
    found = read_day(text) if text else None
    if text and found is None:
        line.wrong.append(no_day(text))
    return found


def _match(lines: list[StatementLine], user: User) -> None:
    """One query for all; a loan that they do not see is not there."""
    numbers = {line.texts.get(NUMBER, "") for line in lines} - {""}
    rows = Dossier.objects.visible_to(user).filter(type=DossierType.LOAN, loan__loan_number__in=numbers)
    found: dict[str, list[Dossier]] = {}
    for dossier in rows.select_related("loan__sheet__loan_terms", "case_file").order_by("pk"):
        found.setdefault(dossier.loan.loan_number, []).append(dossier)
    for line in lines:
        number = line.texts.get(NUMBER, "")
        theirs = found.get(number, [])
        if not number:
            continue
        if len(theirs) > 1:
            several = ", ".join(one.number for one in theirs)
            line.wrong.append(_("Several dossiers have this number: %(numbers)s.") % {"numbers": several})
        elif not theirs:
            line.wrong.append(_("No dossier has loan number %(number)s.") % {"number": number})
        else:
            line.dossier = theirs[0]
            if not line.dossier.is_active:
                line.wrong.append(_("Dossier %(number)s is deactivated.") % {"number": line.dossier})


def _tell_repeats(lines: list[StatementLine]) -> None:
    firsts: dict[tuple[int, date], int] = {}
    for line in lines:
        if line.wrong or line.dossier is None or line.stated_on is None:
            continue
        first = firsts.setdefault((line.dossier.pk, line.stated_on), line.number)
        if first != line.number:
            line.wrong.append(_("Row %(row)s says this loan on this day already.") % {"row": first})


def _compare(lines: list[StatementLine]) -> None:
    good = [line for line in lines if not line.wrong and line.dossier is not None and line.stated_on]
    known = {
        (one.dossier_id, one.stated_on): one
        for one in LoanStatement.objects.filter(
            dossier__in={line.dossier.pk for line in good if line.dossier}
        )
    }
    standings = standings_of({line.dossier.pk: line.dossier for line in good if line.dossier}.values())
    for line in good:
        assert line.dossier is not None and line.stated_on is not None  # noqa: S101,PT018 - of the good ones
        standing = standings[line.dossier.pk]
        if standing.agreed.has_statement is False:
            told = {"number": line.dossier}
            line.wrong.append(_("The account of %(number)s is kept by hand, as its sheet says.") % told)
            continue
        line.ours = standing.expected(line.stated_on)
        before = known.get((line.dossier.pk, line.stated_on))
        if before is None:
            line.found = NEW
        else:
            same = all(getattr(before, name) == value for name, value in line.says.items())
            line.found = UNCHANGED if same else CHANGED


def said_by(statement: LoanStatement) -> str:
    """From which statement, and when it was taken over."""
    return _("statement of %(day)s, “%(name)s”") % {
        "day": written(statement.stated_on),
        "name": statement.upload,
    }
