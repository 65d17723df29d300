"""A spreadsheet from outside is read right, or refused with the place and the remedy, whatever it is."""

import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from oss.reports import reading
from oss.reports.reading import Table, read_table
from oss.reports.sheets.faults import is_fault
from tests.reports.workbooks import cell, packed, people

COLUMNS = ("voornaam", "achternaam", "e-mail", "telefoon", "notities")
HEAD = ["voornaam", "achternaam", "e-mail"]


def read(data: bytes, name: str = "lijst.xlsx") -> Table:
    return read_table(data, name, COLUMNS)


def workbook(change: Callable[[Any], None], rows: list[list[Any]] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows or [HEAD, ["An", "Peeters", "an@example.be"], ["Bo", "Claes", "bo@example.be"]]:
        sheet.append(row)
    change(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def changed(data: bytes, part: str, before: bytes, after: str) -> bytes:
    """The workbook with other text in one of its parts."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert before in parts[part]
    parts[part] = parts[part].replace(before, after.encode())
    return packed({name: content.decode() for name, content in parts.items()})


def damaged(data: bytes) -> bytes:
    """In the packed text of its sheet."""
    place = data.index(b"sheet1.xml") + 20
    return data[:place] + b"\xff" * 20 + data[place + 20 :]


def locked(data: bytes) -> bytes:
    """Each part is said to have a password."""
    found = bytearray(data)
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = found.find(sign)
        while place >= 0:
            found[place + flags] |= 1
            place = found.find(sign, place + 4)
    return bytes(found)


def rewritten(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """With another text in one of its parts, which may be a new one."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    return packed(parts | {part: change(parts.get(part, ""))})


def faults(table: Table) -> dict[str, str]:
    """What is wrong, by row and heading."""
    return {
        f"{one.number} {one.heading}".strip(): one.text for found in table.faults.values() for one in found
    }


# --- text with separators ------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_text_is_read_in_every_encoding_and_with_every_separator(encoding: str, delimiter: str) -> None:
    lines = [HEAD, ["Zoë", "Peeters", "zoe@example.be"]]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    table = read(text.encode(encoding), "lijst.csv")
    assert (table.headings, table.rows, table.numbers) == (HEAD, [lines[1]], [2])


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;", "sep=;;;", "\ufeffsep=;"])
def test_a_line_that_names_the_separator_is_no_row(first: str) -> None:
    table = read(f"{first}\nvoornaam;achternaam\nAn;Peeters".encode(), "lijst.csv")
    assert (table.rows, table.numbers) == ([["An", "Peeters"]], [2])


def test_a_tab_may_be_named_as_the_separator() -> None:
    assert read(b"sep=\t\nvoornaam\tachternaam\nAn\tPeeters").rows == [["An", "Peeters"]]


def test_titles_and_blank_rows_may_stand_above_the_headings() -> None:
    text = "Lijst van 12 november; 14 mensen, ook kinderen\n\n;;\nvoornaam;achternaam\n\nAn;Peeters\n"
    table = read(text.encode(), "lijst.csv")
    assert (table.rows, table.numbers) == ([["An", "Peeters"]], [6])


def test_the_separator_is_that_of_the_headings_whatever_stands_above_them() -> None:
    text = "Gebeld: An, Bo, Cis, Dirk\nvoornaam;achternaam\nAn;Peeters, Marie\n"
    assert read(text.encode(), "lijst.csv").rows == [["An", "Peeters, Marie"]]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "leeg"),
        (b'voornaam;achternaam\nAn;"Peeters\nBo;Claes\n', "Rij 2"),
        (b"voornaam;achternaam\nZo\xc3\xab;Peeters\nZo\xeb;Claes\n", "Regel 3"),
        ("voornaam;achternaam\nAn;Peeters".encode("utf-16-le") + b"\x00", "Regel 2"),
        (b"voornaam;achternaam\nAn;" + b"a" * 40_000, "rij 2"),
        (b"voornaam;achternaam\n" + b"x;y\n" * 20_001, "20.000 rijen"),
    ],
    ids=["empty", "quote", "mixed", "cut short", "long", "rows"],
)
def test_text_that_cannot_be_read_is_refused_at_its_place(data: bytes, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        read(data, "lijst.csv")


@pytest.mark.parametrize("encoding", ["cp437", "cp850", "mac_roman"])
@pytest.mark.parametrize("name", ["Loïs", "André", "Zoé", "Daniëlle", "François", "Hélène"])
def test_signs_of_ms_dos_and_old_macs_are_not_taken_for_others(encoding: str, name: str) -> None:
    with pytest.raises(ValidationError, match="Regel 3 heeft tekens"):
        read(f"voornaam;achternaam\nAn;Peeters\n{name};Claes\n".encode(encoding), "lijst.csv")


def test_signs_of_windows_are_read() -> None:
    text = "Košice – “d’Ardenne”… ‘t Œuvre • 5 € „wit‟ Žižek Ÿ d‘Or".replace("‟", "”")
    assert read(f"voornaam;achternaam\nAn;{text}\n".encode("cp1252"), "lijst.csv").rows == [["An", text]]


def test_a_value_too_many_in_a_row_is_told_and_not_cut_off() -> None:
    table = read(b"voornaam,achternaam\nAn,Peeters, Bruul 12", "lijst.csv")
    assert "C2" in faults(table)["2"]
    assert "aanhalingstekens" in faults(table)["2"]


# --- faults of a spreadsheet ---------------------------------------------------------------------


def test_the_names_of_faults_are_known_in_the_languages_met_here() -> None:
    for name in (
        *("#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"),
        *("#GETTING_DATA", "#N/B", "#WAARDE!", "#VERW!", "#DEEL/0!", "#NAAM?", "#GETAL!", "#LEEG!"),
        *("#VALEUR!", "#NOM?", "#WERT!", "#NV", "#n/a", "Err:502", "#########"),
    ):
        assert is_fault(name), name
    for text in ("", "#1", "# 3", "Peeters", "nr. #12 bus 3", "#samen", "#Samen!", "n/a"):
        assert not is_fault(text), text


@pytest.mark.parametrize("kind", ["typed", "as text", "csv"])
def test_a_fault_of_the_spreadsheet_is_no_value(kind: str) -> None:
    if kind == "csv":
        data = b"voornaam;achternaam\nAn;#N/B\n"
    else:
        written = '<c r="B2" t="e"><v>#N/B</v></c>' if kind == "typed" else cell("B2", "#N/B")
        data = people(f'<row r="2">{cell("A2", "An")}{written}</row>')
    told = faults(read(data))["2 achternaam"]
    assert "#N/B" in told
    assert "fout van het rekenblad" in told
    assert "B2" in told


def test_a_fault_with_a_name_that_nobody_knows_is_one_too() -> None:
    data = people(f'<row r="2">{cell("A2", "An")}<c r="B2" t="e"><v>#VREEMD</v></c></row>')
    assert "#VREEMD" in faults(read(data))["2 achternaam"]


def test_a_formula_without_a_value_is_told_and_one_that_gives_nothing_is_empty() -> None:
    def formulas(book: Any) -> None:
        book.active["B2"] = '=CONCATENATE("De ","Ridder")'

    assert "B2" in faults(read(workbook(formulas)))["2 achternaam"]
    empty = people(f'<row r="2">{cell("A2", "An")}<c r="B2" t="str"><f>""</f><v></v></c></row>')
    assert read(empty).rows == [["An", ""]]
    assert not read(empty).faults


@pytest.mark.parametrize("number", ["20261129", "-5", "1e300"])
def test_a_number_that_is_shown_as_a_day_and_is_none_spoils_its_own_row_alone(number: str) -> None:
    """Excel shows ##### there."""

    def as_days(book: Any) -> None:
        book.active["B2"] = 0
        book.active["B2"].number_format = "dd/mm/yyyy"

    table = read(changed(workbook(as_days), "xl/worksheets/sheet1.xml", b"<v>0</v>", f"<v>{number}</v>"))
    assert table.rows[1] == ["Bo", "Claes", "bo@example.be"]
    assert list(faults(table)) == ["2 achternaam"]
    assert f"‘{number}’ in cel B2" in faults(table)["2 achternaam"]


def test_a_number_that_is_none_and_a_row_beyond_the_last_are_told() -> None:
    table = read(people(f'<row r="2">{cell("A2", "An")}<c r="B2"><v>veel</v></c></row>'))
    assert "‘veel’ is een fout" in faults(table)["2 achternaam"]
    for number in ("0", "-3", "1048577", "9" * 4000):
        with pytest.raises(ValidationError, match="opnieuw"):
            read(people(f'<row r="{number}">{cell("A2", "An")}</row>'))


def test_signs_that_no_text_has_are_left_out() -> None:
    table = read(
        people(f'<row r="2">{cell("A2", "A_x0000_n_xD800_")}{cell("B2", "P_x00E9_e_x000A_ters")}</row>')
    )
    assert table.rows == [["An", "Pée\nters"]]


def test_a_cell_that_a_merge_left_empty_is_told() -> None:
    down = read(workbook(lambda book: book.active.merge_cells("B2:B3")))
    assert "B2:B3" in faults(down)["3 achternaam"]
    across = read(workbook(lambda book: book.active.merge_cells("A2:B2")))
    assert list(faults(across)) == ["2 achternaam"]


def test_headings_merged_over_rows_are_read_and_those_over_columns_refused() -> None:
    rows = [["voornaam", "achternaam", "contact"], [None, None, "e-mail"], ["An", "Peeters", "an@example.be"]]

    def down(book: Any) -> None:
        book.active.merge_cells("A1:A2")
        book.active.merge_cells("B1:B2")

    table = read(workbook(down, rows))
    assert (table.headings, table.rows) == (HEAD, [rows[2]])
    with pytest.raises(ValidationError, match="samengevoegd over meer kolommen"):
        read(workbook(lambda book: book.active.merge_cells("A1:B1")))


def test_a_heading_merged_over_a_column_without_anything_below_is_read() -> None:
    rows = [["voornaam", None, "achternaam"], ["An", None, "Peeters"]]
    table = read(workbook(lambda book: book.active.merge_cells("A1:B1"), rows))
    assert (table.headings, table.rows) == (["voornaam", "achternaam"], [["An", "Peeters"]])


def test_what_has_no_height_or_width_is_hidden_too() -> None:
    """As who drags a row or column shut has it."""
    row = f'<row r="2" ht="0">{cell("A2", "An")}{cell("B2", "Peeters")}</row>'
    table = read(people(row, after='<cols><col min="2" max="2" width="0"/></cols>'))
    assert {(note.number, note.heading) for note in table.notes} == {(1, "achternaam"), (2, "")}


def test_a_workbook_of_one_hidden_sheet_is_read_and_that_is_told() -> None:
    table = read(
        rewritten(
            workbook(lambda _book: None),
            "xl/workbook.xml",
            lambda text: text.replace('state="visible"', 'state="hidden"'),
        )
    )
    assert len(table.rows) == 2
    assert "verborgen" in table.notes[0].text


def test_what_is_hidden_comes_along_and_is_told() -> None:
    def hide(book: Any) -> None:
        book.active.row_dimensions[3].hidden = True
        book.active.column_dimensions["B"].hidden = True

    table = read(workbook(hide))
    assert len(table.rows) == 2
    assert {(note.number, note.heading) for note in table.notes} == {(1, "achternaam"), (3, "")}
    assert all("verborgen" in note.text for note in table.notes)


def test_a_value_under_no_heading_is_told() -> None:
    table = read(workbook(lambda book: book.active.__setitem__("D3", "belt terug")))
    assert "belt terug" in faults(table)["3"]
    assert "D3" in faults(table)["3"]


# --- sheets --------------------------------------------------------------------------------------


def test_the_one_sheet_with_rows_is_read_and_named() -> None:
    def explain(book: Any) -> None:
        book.create_sheet("Lees mij", 0).append(["Lees eerst dit blad"])
        book.create_chartsheet("Grafiek", 0)

    table = read(workbook(explain))
    assert len(table.rows) == 2
    assert "‘Sheet’" in table.notes[0].text


def test_rows_on_several_sheets_are_refused_by_their_names() -> None:
    def second(book: Any) -> None:
        other = book.create_sheet("Oud")
        other.append(HEAD)
        other.append(["Cis", "Maes", ""])
        other.sheet_state = "hidden"

    with pytest.raises(ValidationError, match="‘Sheet’, ‘Oud’"):
        read(workbook(second))


def test_numbers_days_and_ticks_are_read_as_they_are_shown() -> None:
    row = [478102030, 2800.0, date(2026, 11, 12), True, 12.5]
    table = read(workbook(lambda _book: None, [list(COLUMNS), row]))
    assert table.rows == [["478102030", "2800", "12/11/2026", "waar", "12.5"]]


def test_days_and_times_are_read_as_a_spreadsheet_counts_them() -> None:
    """Also the day in 1900 that there never was, the days since 1904, and those written out."""
    shown = {1: "01/01/1900", 59: "28/02/1900", 61: "01/03/1900", 0.5: "12:00", 46338.75: "12/11/2026 18:00"}

    def days(book: Any) -> None:
        for row, number in enumerate(shown, start=2):
            book.active.cell(row, 1, number).number_format = "dd/mm/yyyy hh:mm"

    rows = [["voornaam"], *([0] for _number in shown)]
    assert [row[0] for row in read(workbook(days, rows)).rows] == list(shown.values())
    since_1904 = workbook(
        lambda book: setattr(book, "epoch", CALENDAR_MAC_1904), [["voornaam"], [date(2026, 11, 12)]]
    )
    assert read(since_1904).rows == [["12/11/2026"]]
    written = people('<row r="2"><c r="A2" t="d"><v>2026-11-12T00:00:00Z</v></c></row>')
    assert read(written).rows == [["12/11/2026", ""]]


def test_signs_written_by_their_number_and_readings_aloud_are_read_as_they_are_shown() -> None:
    assert read(people(f'<row r="2">{cell("A2", "_x0041_n")}</row>')).rows == [["An", ""]]
    shared = '<sst xmlns="m"><si><t>An</t><rPh sb="0" eb="2"><t>luid</t></rPh></si></sst>'
    data = people('<row r="2"><c r="A2" t="s"><v>0</v></c></row>')
    assert read(rewritten(data, "xl/sharedStrings.xml", lambda _none: shared)).rows == [["An", ""]]


# --- other files ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "oude Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
        (b"%PDF-1.7\n", "PDF"),
        (b"<html><table><tr><td>voornaam</td></tr></table></html>", "webpagina"),
        ("\ufeff<html><table>".encode("utf-16-le"), "webpagina"),
        (b'<?xml version="1.0"?><Workbook/>', "webpagina"),
        (
            packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}),
            "OpenDocument",
        ),
        (packed({"_rels/.rels": "", "word/document.xml": ""}), "tekstdocument"),
        (packed({"lijst.csv": "voornaam"}), "ingepakt"),
        (packed({"_rels/.rels": "<a/>", "xl/workbook.bin": "x"}), "binair"),
        (b"PK\x03\x04 kapot", "opnieuw"),
        (b"\x89PNG\r\n\x1a\n\x00", "geen Excel"),
        (b"voornaam;achternaam\nAn;\x01\x02Peeters", "geen Excel"),
        (b"voornaam\x00;achternaam\nAn;\x00Peeters", "geen Excel"),
        ("voornaam;achternaam\nA\x00n;Peeters".encode("utf-16"), "geen Excel"),
        (people("<row"), "opnieuw"),
        (people('<row r="2"><c r="A2" t="s"><v>99</v></c></row>'), "opnieuw"),
        (damaged(people("")), "opnieuw"),
        (locked(people("")), "wachtwoord"),
    ],
    ids=[
        *(
            "xls",
            "password",
            "pdf",
            "html",
            "utf-16 html",
            "xml",
            "ods",
            "docx",
            "zip",
            "xlsb",
            "broken",
            "png",
        ),
        *(
            "control signs",
            "some zeros",
            "zero in a word",
            "xml cut short",
            "no such text",
            "damaged",
            "locked",
        ),
    ],
)
def test_another_kind_of_file_is_refused_with_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        read(data, "lijst.xlsx")


# --- what costs too much -------------------------------------------------------------------------


def test_a_format_on_the_last_row_of_a_sheet_costs_nothing() -> None:
    last = '<row r="1048576"><c r="A1048576" s="1"/></row>'
    dimension = '<dimension ref="A1:XFD1048576"/>'
    data = people(f'<row r="2">{cell("A2", "An")}</row>{last}', after=dimension)
    table = read(data)
    assert (table.rows, table.elements) == ([["An", ""]], 7)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (people("", before='<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'), "opnieuw"),
        (people(" " * 70_000_000), "uitgepakt"),
        (people("".join(f'<row r="{n}"/>' for n in range(2, 800_003))), "lege cellen met opmaak"),
        (people('<row r="2"><c r="ZZZZ2"><v>1</v></c></row>'), "kolom ZZZZ"),
        (
            people("".join(f'<row r="{n}">{cell(f"A{n}", "x" * 30_000)}</row>' for n in range(2, 180))),
            "te veel tekst",
        ),
        (
            people("", after="<mergeCells>" + '<mergeCell ref="A2:B3"/>' * 20_001 + "</mergeCells>"),
            "samengevoegd",
        ),
        (
            people(
                "".join(f'<row r="{n}">{cell(f"A{n}", "x")}</row>' for n in range(2, 1002)),
                after="<mergeCells>" + '<mergeCell ref="A2:B1001"/>' * 1_500 + "</mergeCells>",
            ),
            "samengevoegd",
        ),
        (packed({f"xl/{number}": "" for number in range(5_001)}), "uitgepakt"),
    ],
    ids=["entities", "bomb", "rows", "columns", "text", "merges", "wide merges", "parts"],
)
def test_a_file_that_would_cost_too_much_is_refused(data: bytes, words: str) -> None:
    assert len(data) < reading.LARGEST
    with pytest.raises(ValidationError, match=words):
        read(data)


def test_a_file_full_of_faults_tells_as_many_as_somebody_reads() -> None:
    """Each row stays unfit; what the web keeps of it does not grow with the faults."""
    wrong = "".join("<c><v>1</v></c>" for _number in range(40))
    names = (cell(f"A{n}", "An") + cell(f"B{n}", "Peeters") for n in range(2, 3002))
    table = read(people("".join(f"<row>{name}{wrong}</row>" for name in names)))
    told = [len(found) for found in table.faults.values()]
    assert len(told) == len(table.rows) == 3000
    assert (told[0], told[-1], sum(told)) == (10, 1, 2000 + 2800)


def test_an_enormous_cell_is_told_and_not_kept() -> None:
    table = read(people(f'<row r="2">{cell("A2", "a" * 100_000)}{cell("B2", "Peeters")}</row>'))
    assert table.rows == [["", "Peeters"]]
    assert "A2" in faults(table)["2 voornaam"]


@pytest.mark.parametrize(
    "costs",
    [
        "child.MOST_MEMORY = 64 << 20; child.read = lambda *_: 'x' * (200 << 20)",
        "child.MOST_SECONDS = 1; child.read = lambda *_: all(iter(lambda: 1, 0))",
        "import tempfile; child.read = lambda *_: tempfile.TemporaryFile(buffering=0).write(b'x')",
    ],
    ids=["memory", "processor", "disk"],
)
def test_the_process_that_reads_is_ended_by_its_own_limits(
    costs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a file that found another way to cost much, the web sees only that."""
    run, ended = subprocess.run, []

    def with_little(command: list[str], **options: Any) -> Any:
        done = run([command[0], "-c", f"from sheets import child; {costs}; child.main()"], **options)
        ended.append(done.returncode != 0)
        return done

    monkeypatch.setattr(reading.subprocess, "run", with_little)
    with pytest.raises(ValidationError, match="duurt te lang"):
        read(b"voornaam\nAn")
    assert ended == [True]


def test_reading_needs_neither_the_shop_nor_a_library_in_its_process() -> None:
    """So it starts in a moment, and is as small as Python itself."""
    folder = Path(reading.__file__).parent
    code = "import sys, sheets.child; print(sorted({'django', 'openpyxl', 'oss'} & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, check=True, text=True
    )
    assert done.stdout.strip() == "[]"


def test_the_process_that_asks_keeps_its_size() -> None:
    data = workbook(lambda book: book.active.cell(1_048_576, 1).__setattr__("number_format", "0.00"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert len(read(data).rows) == 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024


def test_columns_beyond_those_of_an_import_may_be_empty() -> None:
    data = workbook(lambda book: book.active.cell(2, 1000).__setattr__("number_format", "0.00"))
    assert len(read(data).rows) == 2
