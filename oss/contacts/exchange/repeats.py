"""Rows of a spreadsheet that repeat an earlier one: imported twice, they would make two of one."""

from collections.abc import Callable

import tablib
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from oss.contacts import enterprise_number

FIRST = 2
"""The number of the first row, as a spreadsheet counts: the headings are row 1."""


def repeated(rows: tablib.Dataset, number: str, enterprise: str) -> dict[int, ValidationError]:
    """What is wrong with which row, counted from 0. `number` and `enterprise` are the columns with the number
    of a record and of an enterprise, where the file has them."""
    found: dict[int, ValidationError] = {}
    for name, read, told in (
        (number, str, _("Row %(row)s changes number %(value)s already.")),
        (enterprise, _enterprise, _("Row %(row)s has %(value)s already.")),
    ):
        for index, (first, value) in _again(rows, name, read).items():
            text = told % {"row": first + FIRST, "value": value}
            found.setdefault(index, ValidationError({name: text}))
    firsts: dict[tuple[str, ...], int] = {}
    for index in range(len(rows)):
        first = firsts.setdefault(tuple(cell.casefold() for cell in rows[index]), index)
        if first != index:
            same = _("This row says the same as row %(row)s.") % {"row": first + FIRST}
            found.setdefault(index, ValidationError(same))
    return found


def _again(rows: tablib.Dataset, name: str, read: Callable[[str], str]) -> dict[int, tuple[int, str]]:
    """The rows with a value in this column that an earlier one has, each with that one and the value."""
    headers = rows.headers or []
    if name not in headers:
        return {}
    column = headers.index(name)
    firsts: dict[str, int] = {}
    found = {}
    for index in range(len(rows)):
        value = read(rows[index][column])
        if value and (first := firsts.setdefault(value, index)) != index:
            found[index] = (first, value)
    return found


def _enterprise(text: str) -> str:
    """In one notation; "" where it can be no number, which the row's own check tells."""
    try:
        return enterprise_number.display(enterprise_number.parse(text))
    except ValidationError:
        return ""
