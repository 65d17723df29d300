"""The files of imports and exports of contacts: which columns they have beside those of the record."""

import tablib

from oss.contacts.exchange.resources import ContactResource
from oss.reports.reading import LARGEST, Table, read_table
from oss.reports.spreadsheets import plain_text

__all__ = ["CONTENT_TYPES", "LARGEST", "read", "rejects"]

CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}
"""By the name of the format, which is also how `tablib` knows it."""
REASON = "wat er mis is"
"""The column that a file of refused rows has more; corrected, it is uploaded as it is."""


def read(data: bytes, name: str, kind: type[ContactResource]) -> Table:
    """ValidationError where it is no list of the columns of this kind (`read_table`)."""
    return read_table(
        data,
        name,
        kind.columns(),
        other_names=kind.other_headings,
        several=kind.several(),
        ignored=(REASON,),
    )


def rejects(table: Table, reasons: dict[int, str]) -> bytes:
    """An Excel workbook with the rows of these numbers, each with what is wrong with it."""
    data = tablib.Dataset(headers=[*table.headings, REASON])
    for number, row in zip(table.numbers, table.rows, strict=True):
        if number in reasons:
            data.append([*(plain_text(cell) for cell in row), plain_text(reasons[number])])
    exported: bytes = data.export("xlsx")
    return exported
