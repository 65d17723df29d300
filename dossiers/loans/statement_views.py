"""Statements of the loan administration: hand one in, look at what it would change, take it over."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dossiers.flows.table import DossierType
from dossiers.loans.models import StatementUpload
from dossiers.loans.operations.stating import take_over_statement, upload_statement
from dossiers.loans.refused_rows import rejects
from dossiers.loans.statements import CHANGED, COLUMNS, NEW, REFUSED, StatementLine, counts_of, lines_of
from dossiers.loans.tabs import OUTSTANDING, day
from dossiers.views.page import dossier_url
from oss.contacts.forms.exchange import UploadForm
from oss.core.acting import attempt
from oss.core.components import EmptyState, ListTable, TableCell, TableColumn, TableRow
from oss.core.forms import take_over
from oss.core.money import euros
from oss.reports.reading import LARGEST
from oss.staff.http import StaffRequest

MOST = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def loan_statements(request: StaffRequest) -> HttpResponse:
    """Choose a file; those of before stand under it."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid() and (made := _upload(request, form)):
        return redirect("loan_statement", pk=made.pk)
    context = {
        "form": form,
        "columns": COLUMNS,
        "uploads": StatementUpload.objects.visible_to(request.user).select_related("uploaded_by")[:MOST],
        "breadcrumbs": _crumbs(),
    }
    return render(request, "dossiers/loans/statements.html", context, status=422 if form.is_bound else 200)


def loan_statement(request: StaffRequest, pk: int) -> HttpResponse:
    """What each row would change; nothing is written before somebody says so."""
    held = _find(request, pk)
    lines = lines_of(held, request.user)
    counts = counts_of(lines)
    same = StatementUpload.objects.visible_to(request.user).filter(digest=held.digest, pk__lt=held.pk)
    context = {
        "upload": held,
        "counts": counts,
        "table": _table(lines),
        "changes": counts[NEW] + counts[CHANGED],
        "is_taken": held.taken_at is not None,
        "same": same.select_related("uploaded_by").first(),
        "breadcrumbs": [*_crumbs()[:-1], (_crumbs()[-1][0], reverse("loan_statements")), (held.name, None)],
    }
    return render(request, "dossiers/loans/statement.html", context)


@require_POST
def loan_statement_take(request: StaffRequest, pk: int) -> HttpResponse:
    held = _find(request, pk)
    if attempt(request, lambda: take_over_statement(held, by=request.user)):
        messages.success(request, _("The statement is taken over."))
    return redirect("loan_statement", pk=pk)


def loan_statement_refused(request: StaffRequest, pk: int) -> HttpResponse:
    """The refused rows as a workbook, each with what is wrong: to correct there and upload again."""
    held = _find(request, pk)
    response = HttpResponse(rejects(lines_of(held, request.user)), content_type=XLSX)
    name = "-".join((slugify(held.name.rpartition(".")[0]) or "staat", slugify(_("refused"))))
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def _find(request: StaffRequest, pk: int) -> StatementUpload:
    rows = StatementUpload.objects.visible_to(request.user).select_related("uploaded_by")
    return get_object_or_404(rows, pk=pk)


def _crumbs() -> list[tuple[Any, str | None]]:
    loans = reverse("dossiers_of_type", args=[DossierType.LOAN])
    return [(DossierType.LOAN.label, loans), (_("Statements of the loan administration"), None)]


def _upload(request: StaffRequest, form: UploadForm) -> StatementUpload | None:
    file = form.cleaned_data["file"]
    try:
        # of what is too large no more than tells so
        return upload_statement(by=request.user, data=file.read(LARGEST + 1), name=file.name)
    except ValidationError as error:
        take_over(form, ValidationError({"file": error.messages}))
    return None


_FOUND = {
    NEW: ("plus", ""),
    CHANGED: ("pencil", "warn"),
    REFUSED: ("alert-triangle", "bad"),
}


def _table(lines: list[StatementLine]) -> ListTable:
    words = {NEW: _("new"), CHANGED: _("changed"), REFUSED: _("refused")}
    return ListTable(
        _("Rows of the statement"),
        (
            TableColumn(_("Row")),
            TableColumn(_("Number of the loan")),
            TableColumn(_("Date of the statement")),
            TableColumn(_("Balance"), numeric=True),
            TableColumn(_("Ours"), numeric=True),
            TableColumn(_("Difference"), numeric=True),
            TableColumn(_("Days of arrears"), numeric=True),
            TableColumn(_("End date")),
            TableColumn(_("What happens")),
        ),
        tuple(_row(line, words) for line in lines),
        EmptyState("file", _("This statement has no rows.")),
    )


def _row(line: StatementLine, words: dict[str, str]) -> TableRow:
    icon, tone = _FOUND.get(line.found, ("", ""))
    differs = line.difference
    return TableRow(
        (
            TableCell(str(line.number)),
            TableCell(line.texts.get(COLUMNS[0], ""), detail=str(line.dossier or "")),
            TableCell(day(line.stated_on)),
            TableCell(euros(line.balance)),
            TableCell(euros(line.ours)),
            TableCell(euros(differs), "alert-triangle" if differs else "", tone="warn" if differs else ""),
            TableCell(str(line.days_late)),
            TableCell(day(line.ends_on)),
            TableCell(words.get(line.found, _("unchanged")), icon, detail=" ".join(line.wrong), tone=tone),
        ),
        dossier_url(line.dossier.number, OUTSTANDING) if line.dossier else "",
    )
