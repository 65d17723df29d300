"""Exports: this filter and these columns, typed and harmless, fetched later, on record."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import ProgrammingError, transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from dossiers.factories import information_dossier
from dossiers.models import Dossier
from oss.core.refusal import Refused
from oss.lists.declaration import list_named
from oss.lists.jobs import operations
from oss.lists.jobs.cleaning import KEEP_JOBS, clear_expired
from oss.lists.jobs.exporting import write_xlsx
from oss.lists.jobs.models import Export, Job, JobState
from oss.lists.jobs.running import run
from oss.lists.jobs.xlsx import WrittenSheet
from oss.lists.state import ListState
from oss.staff.models import User
from oss.staff.roles import Role
from tests.conftest import ROOT

BRUSSELS_EVENING = datetime.fromisoformat("2026-07-01T22:30:00+00:00")


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, first_name="Lotte", last_name="Peeters")


def state(user: User, query: str = "") -> ListState:
    definition = list_named("dossiers")
    assert definition
    return ListState.read(definition, user, QueryDict(query))


def export(user: User, query: str = "", only: list[int] | None = None) -> Job:
    job = operations.start_export(state(user, query), by=user, only=only)
    run(job.pk)
    job.refresh_from_db()
    return job


def sheet_of(job: Job) -> Any:
    with job.file.open("rb") as file:
        return load_workbook(file).active


def rows_of(job: Job) -> list[tuple[Any, ...]]:
    return list(sheet_of(job).values)


# --- the spreadsheet -----------------------------------------------------------------------------


def written(path: Path, headings: list[str], *rows: list[Any], money: tuple[int, ...] = ()) -> Any:
    with WrittenSheet(path / "x.xlsx", "Dossiers", headings, money=money) as sheet:
        sheet.start(rows)
        for row in rows:
            sheet.add(row)
    return load_workbook(path / "x.xlsx").active


@pytest.mark.parametrize(
    "text",
    [
        *(
            "=1+1",
            '=HYPERLINK("http://x.example")',
            "=cmd|' /C calc'!A0",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "#N/A",
        ),
        *("http://x.example", "mailto:els@x.example", "<r><t>rich</t></r>", "<r><x</r>"),
        *("Els & Co <b>", "'t Straatje", "é😀", "12", "TRUE", "2026-01-01", ""),
    ],
)
def test_text_stays_text_however_it_looks(tmp_path: Path, text: str) -> None:
    cell = written(tmp_path, ["Naam"], [text])["A2"]
    assert (cell.value or "").strip(" ") == text
    assert cell.hyperlink is None
    assert not text or cell.data_type == "s"


def test_a_heading_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    assert written(tmp_path, ["=1+1"], ["a"])["A1"].data_type == "s"


def test_values_keep_their_type(tmp_path: Path) -> None:
    sheet = written(
        tmp_path,
        ["Getal", "Bedrag", "Dag", "Moment", "Deel", "Leeg"],
        [7, Decimal("1234.56"), date(2026, 2, 28), BRUSSELS_EVENING, Decimal("0.5"), None],
        money=(1,),
    )
    number, amount, day, moment, part, nothing = sheet[2]
    assert (number.value, number.data_type) == (7, "n")
    assert (amount.value, amount.number_format) == (1234.56, '"€" #,##0.00')
    assert (day.value, day.number_format) == (datetime(2026, 2, 28), "dd/mm/yyyy")  # noqa: DTZ001 - so it is read
    assert (moment.value, moment.is_date) == (datetime(2026, 7, 2, 0, 30), True)  # noqa: DTZ001 - Brussels time
    assert (part.value, part.data_type) == (0.5, "n")
    assert nothing.value is None


def test_signs_that_a_file_cannot_hold_are_left_out(tmp_path: Path) -> None:
    sheet = written(tmp_path, ["Naam"], ["a\x00b\x08c\x1f"], ["x" * 40_000])
    assert sheet["A2"].value == "abc"
    assert len(sheet["A3"].value) == 32_767


def test_the_heading_is_frozen_and_the_columns_fit(tmp_path: Path) -> None:
    sheet = written(tmp_path, ["Nr", "Omschrijving"], ["1", "Een langere tekst over dakisolatie"])
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B2"
    assert sheet["A1"].font.bold
    widths = [sheet.column_dimensions[letter].width for letter in "AB"]
    assert widths[0] < len("Een langere tekst") < widths[1]


WRITER = """
import resource, sys
from datetime import date
from pathlib import Path
from oss.lists.jobs.xlsx import WrittenSheet

with WrittenSheet(Path(sys.argv[2]), "Dossiers", ["Nummer", "Naam", "Dag"]) as sheet:
    sheet.start([])
    for row in range(int(sys.argv[1])):
        sheet.add([row, f"Naam {row}", date(2026, 1, 1)])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_twenty_thousand_rows_take_no_more_memory_than_a_thousand(tmp_path: Path) -> None:
    """The most memory that a process which writes so many rows ever holds, in KiB."""

    def peak(number: int) -> int:
        command = [sys.executable, "-c", WRITER, str(number), str(tmp_path / f"{number}.xlsx")]
        return int(subprocess.run(command, capture_output=True, check=True, cwd=ROOT, text=True).stdout)

    assert peak(20_000) < peak(1_000) + 4_000
    book = load_workbook(tmp_path / "20000.xlsx", read_only=True)
    assert sum(1 for _row in book.worksheets[0].rows) == 20_001
    book.close()


# --- the job -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_columns_and_the_filter_of_the_list_are_those_of_the_file(lotte: User) -> None:
    mine = information_dossier(by=lotte, assignee=lotte)
    information_dossier(by=lotte)
    job = export(lotte, "f=assignee.me&cols=opened_on,number")
    headings, *rows = rows_of(job)
    assert len(headings) == 2
    assert rows == [(datetime.combine(mine.opened_on, datetime.min.time()), mine.number)]
    assert (job.state, job.done, job.total) == (JobState.FINISHED, 1, 1)


@pytest.mark.django_db
def test_the_order_of_the_list_is_that_of_the_file(lotte: User) -> None:
    numbers = [information_dossier(by=lotte).number for _number in range(3)]
    assert [row[0] for row in rows_of(export(lotte, "cols=number&sort=number"))[1:]] == numbers
    assert [row[0] for row in rows_of(export(lotte, "cols=number&sort=-number"))[1:]] == numbers[::-1]


@pytest.mark.django_db
def test_ticked_rows_alone(lotte: User) -> None:
    one, _other = information_dossier(by=lotte), information_dossier(by=lotte)
    job = export(lotte, "cols=number", only=[one.pk])
    assert rows_of(job)[1:] == [(one.number,)]
    assert Export.objects.get().only_ticked


@pytest.mark.django_db
def test_an_empty_list_is_a_file_with_its_heading(lotte: User) -> None:
    assert len(rows_of(export(lotte))) == 1


@pytest.mark.django_db
def test_who_exported_what_is_on_record_and_stays_so(lotte: User) -> None:
    information_dossier(by=lotte)
    export(lotte, "f=assignee.empty&cols=number")
    record = Export.objects.get()
    assert (record.by, record.list_name, record.format, record.rows) == (lotte, "dossiers", "xlsx", 1)
    assert record.query == "f=assignee.empty&cols=number"
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Export.objects.update(rows=0)


@pytest.mark.django_db
def test_a_csv_is_on_record_too(lotte: User, client_of: Callable[[User], Client]) -> None:
    information_dossier(by=lotte)
    answer = client_of(lotte).get(reverse("list_csv", args=["dossiers"]), {"cols": "number"})
    b"".join(answer.streaming_content)  # type: ignore[arg-type]
    record = Export.objects.get()
    assert (record.by, record.format, record.rows) == (lotte, "csv", 1)


@pytest.mark.django_db
def test_rights_that_are_taken_away_meanwhile_leave_no_file(lotte: User) -> None:
    job = operations.start_export(state(lotte), by=lotte)
    lotte.groups.clear()
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, bool(job.file)) == (JobState.FAILED, False)
    assert not Export.objects.exists()


@pytest.mark.django_db
def test_rights_that_are_taken_away_while_it_is_written_leave_no_file(
    lotte: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(*args: Any, **options: Any) -> int | None:
        lotte.groups.clear()
        return write_xlsx(*args, **options)

    monkeypatch.setattr("oss.lists.jobs.exporting.write_xlsx", write)
    job = operations.start_export(state(lotte), by=lotte)
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, bool(job.file)) == (JobState.FAILED, False)
    assert not Export.objects.exists()


@pytest.mark.django_db
def test_a_file_of_a_list_that_is_not_for_me_any_more_is_not_fetched(
    lotte: User, client_of: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    information_dossier(by=lotte)
    job = export(lotte)
    url = reverse("list_job_file", args=[job.pk])
    answer = client_of(lotte).get(url)
    assert b"".join(answer.streaming_content)  # type: ignore[arg-type]
    definition = list_named("dossiers")
    assert definition
    monkeypatch.setitem(definition.__dict__, "permission", "lists.view_export")
    assert client_of(lotte).get(url).status_code == 404


@pytest.mark.django_db
def test_the_administrator_sees_who_exported_what_and_nobody_else(
    lotte: User, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    information_dossier(by=lotte)
    export(lotte, "f=assignee.empty&cols=number")
    url = reverse("admin:lists_export_changelist")
    page = client_of(user_with(Role.ADMINISTRATOR)).get(url).text
    assert lotte.name in page
    assert "/dossiers/?f=assignee.empty&amp;cols=number" in page
    assert client_of(user_with(Role.ADMINISTRATOR)).get(f"{url}add/").status_code == 403
    for role in (Role.COORDINATOR, Role.DESK):
        assert client_of(user_with(role)).get(url).status_code == 403


@pytest.mark.django_db
def test_a_filter_of_which_a_part_is_gone_is_not_exported(lotte: User) -> None:
    """It would hold more than was meant."""
    definition = list_named("dossiers")
    assert definition
    job = operations.start_export(state(lotte), by=lotte)
    Job.objects.filter(pk=job.pk).update(query="f=assignee.in:999999")
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, bool(job.file)) == (JobState.FAILED, False)


@pytest.mark.django_db
def test_an_export_is_stopped_between_two_rows(lotte: User, monkeypatch: pytest.MonkeyPatch) -> None:
    for _number in range(3):
        information_dossier(by=lotte)
    monkeypatch.setattr("oss.lists.jobs.exporting.TELL_EVERY", 1)
    job = operations.start_export(state(lotte), by=lotte)
    monkeypatch.setattr("oss.lists.jobs.exporting.is_asked_to_stop", lambda job: True)
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, bool(job.file)) == (JobState.STOPPED, 1, False)


@pytest.mark.django_db
def test_a_file_left_by_a_killed_worker_gives_way_to_the_new_one(lotte: User, settings: Any) -> None:
    job = operations.start_export(state(lotte), by=lotte)
    place = Path(settings.MEDIA_ROOT) / job.file.field.upload_to(job, "")
    place.parent.mkdir(parents=True)
    place.write_bytes(b"half a file")
    run(job.pk)
    job.refresh_from_db()
    assert Path(job.file.path) == place
    assert len(rows_of(job)) == 1


@pytest.mark.django_db
def test_files_are_kept_a_week_and_jobs_three_months(lotte: User) -> None:
    job = export(lotte)
    place = Path(job.file.path)
    clear_expired()
    assert place.exists()
    with time_machine.travel(timezone.now() + timedelta(days=7, hours=1)):
        clear_expired()
    job.refresh_from_db()
    assert (place.exists(), bool(job.file)) == (False, False)
    with time_machine.travel(timezone.now() + KEEP_JOBS + timedelta(hours=1)):
        clear_expired()
    assert not Job.objects.exists()
    assert Export.objects.count() == 1


# --- the pages -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_file_is_for_who_made_it_as_long_as_it_is_kept(
    lotte: User, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    information_dossier(by=lotte)
    job = export(lotte)
    url = reverse("list_job_file", args=[job.pk])
    answer = client_of(lotte).get(url)
    assert b"".join(answer.streaming_content)[:2] == b"PK"  # type: ignore[arg-type]
    assert answer["Content-Disposition"].endswith('.xlsx"')
    assert client_of(user_with(Role.ADMINISTRATOR)).get(url).status_code == 404
    job.file.delete()
    assert client_of(lotte).get(url).status_code == 404


@pytest.mark.django_db
def test_from_the_list_to_the_job(lotte: User, client_of: Callable[[User], Client]) -> None:
    dossier = information_dossier(by=lotte)
    browser = client_of(lotte)
    answer = browser.post(
        f"{reverse('list_export', args=['dossiers'])}?view=none&cols=number", {"row": dossier.pk}
    )
    job = Job.objects.get()
    assert answer["Location"] == reverse("list_job", args=[job.pk])
    assert (job.only, job.query) == ([dossier.pk], "cols=number")
    page = browser.get(answer["Location"]).content.decode()
    assert "hx-trigger" in page  # it watches itself
    run(job.pk)
    assert (
        "hx-trigger" not in browser.get(answer["Location"], headers={"HX-Request": "true"}).content.decode()
    )


@pytest.mark.django_db
def test_ticks_that_are_no_rows_do_not_become_the_whole_list(
    lotte: User, client_of: Callable[[User], Client]
) -> None:
    answer = client_of(lotte).post(reverse("list_export", args=["dossiers"]), {"row": "twaalf"}, follow=True)
    assert "Vink eerst" in answer.content.decode()
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_too_many_ticks_are_refused(lotte: User) -> None:
    with pytest.raises(Refused):
        operations.start_export(state(lotte), by=lotte, only=list(range(operations.MOST_TICKED + 1)))
    assert not Dossier.objects.exists()
