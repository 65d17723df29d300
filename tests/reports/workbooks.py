"""Small workbooks with what no library writes on purpose."""

import zipfile
from io import BytesIO

_BOOK = (
    '<workbook xmlns="m" xmlns:r="o"><sheets><sheet name="Blad1" sheetId="1" r:id="r1"/></sheets></workbook>'
)
_RELATIONS = (
    '<Relationships xmlns="p"><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def people(rows: str, *, before: str = "", after: str = "") -> bytes:
    """A workbook with the headings voornaam and achternaam; `before` and `after` stand around its data."""
    head = f'<row r="1">{cell("A1", "voornaam")}{cell("B1", "achternaam")}</row>'
    return packed(
        {
            "_rels/.rels": '<Relationships xmlns="p"/>',
            "xl/workbook.xml": _BOOK,
            "xl/_rels/workbook.xml.rels": _RELATIONS,
            "xl/worksheets/sheet1.xml": (
                f'{before}<worksheet xmlns="m"><sheetData>{head}{rows}</sheetData>{after}</worksheet>'
            ),
        }
    )


def packed(parts: dict[str, str]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)  # always the same bytes
    return file.getvalue()
