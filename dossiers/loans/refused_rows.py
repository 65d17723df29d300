"""The refused rows of a statement as a workbook."""

import tablib

from dossiers.loans.statements import COLUMNS, REASON, REFUSED, StatementLine
from oss.reports.spreadsheets import plain_text


def rejects(lines: list[StatementLine]) -> bytes:
    """A workbook of the refused rows, each with what is wrong with it."""
    data = tablib.Dataset(headers=[*COLUMNS, REASON])
    for line in lines:
        if line.found == REFUSED:
            cells = [line.texts.get(column, "") for column in COLUMNS]
            data.append([*(plain_text(cell) for cell in cells), plain_text("\n".join(line.wrong))])
    exported: bytes = data.export("xlsx")
    return exported
