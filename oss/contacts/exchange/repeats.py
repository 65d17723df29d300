"""Rows of a spreadsheet that repeat an earlier one: imported twice, they would make two of one."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from oss.contacts import enterprise_number
from oss.reports.reading import Table


def repeated(table: Table, number: str, enterprise: str) -> dict[int, ValidationError]:
    """What is wrong with which row, counted from 0; rows with faults repeat nothing.

    `number` and `enterprise` are the columns with the number of a record and of an enterprise, where the
    file has them.
    """
    found: dict[int, ValidationError] = {}
    for name, read, told in (
        (number, str, _("Row %(row)s changes number %(value)s already.")),
        (enterprise, _enterprise, _("Row %(row)s has %(value)s already.")),
    ):
        for index, (first, value) in _again(table, name, read).items():
            text = told % {"row": table.numbers[first], "value": value}
            found.setdefault(index, ValidationError({name: text}))
    firsts: dict[tuple[str, ...], int] = {}
    for index, row in enumerate(table.rows):
        if index in table.faults:
            continue
        first = firsts.setdefault(tuple(cell.casefold() for cell in row), index)
        if first != index:
            same = _("This row says the same as row %(row)s.") % {"row": table.numbers[first]}
            found.setdefault(index, ValidationError(same))
    return found


def _again(table: Table, name: str, read: Callable[[str], str]) -> dict[int, tuple[int, str]]:
    """The rows with a value in this column that an earlier one has, each with that one and the value."""
    if name not in table.headings:
        return {}
    column = table.headings.index(name)
    firsts: dict[str, int] = {}
    found = {}
    for index, row in enumerate(table.rows):
        value = "" if index in table.faults else read(row[column])
        if value and (first := firsts.setdefault(value, index)) != index:
            found[index] = (first, value)
    return found


def _enterprise(text: str) -> str:
    """In one notation; "" where it can be no number, which the row's own check tells."""
    try:
        return enterprise_number.display(enterprise_number.parse(text))
    except ValidationError:
        return ""
