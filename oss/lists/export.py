"""The list as CSV for a spreadsheet: this filter, these columns, streamed; formulas stay text."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from oss.lists.jobs.exporting import record_export
from oss.lists.reading import export_rows, exported_columns
from oss.lists.state import ListState
from oss.staff.models import User

BYTE_ORDER_MARK = "\ufeff"  # tells Excel that this is UTF-8
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    """A file that gives back what is written, so that the CSV streams."""

    def write(self, text: str) -> str:
        return text


def csv_lines(user: User, state: ListState) -> Iterator[str]:
    writer = csv.writer(_Echo(), delimiter=";")
    yield BYTE_ORDER_MARK + writer.writerow([safe(str(column.label)) for column in exported_columns(state)])
    number = 0
    try:
        for values in export_rows(user, state):
            yield writer.writerow([csv_text(value) for value in values])
            number += 1
    finally:  # also when somebody breaks off: what left the shop is on record
        record_export(state, by=user, file_format="csv", rows=number)


def csv_text(value: Any) -> str:
    """Days as 2026-03-31, amounts with a comma, as a Dutch spreadsheet reads them."""
    match value:
        case None:
            return ""
        case datetime():
            return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case Decimal():
            return format(value, "f").replace(".", ",")
        case int():
            return str(value)
    return safe(str(value))


def safe(text: str) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
