"""People and organisations to and from a spreadsheet: upload, what the check found, start, progress."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oss.contacts.exchange.files import CONTENT_TYPES, LARGEST, rejects
from oss.contacts.exchange.importing import read
from oss.contacts.exchange.operations import start, upload
from oss.contacts.exchange.resources import RESOURCES
from oss.contacts.forms.exchange import StartForm, UploadForm
from oss.contacts.models import ContactImport, ImportState
from oss.contacts.tasks import continue_import
from oss.contacts.views.kinds import KINDS
from oss.core.acting import attempt
from oss.core.background import tell_worker
from oss.core.disk import DiskFullError
from oss.core.forms import take_over
from oss.documents.uploads import no_room_for
from oss.staff.http import StaffRequest

MOST = 20


def record_import(request: StaffRequest, kind: str) -> HttpResponse:
    """Choose a file; the imports of before stand under it."""
    spec = KINDS[kind]
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid() and (job := _upload(request, kind, form)):
        return redirect("contact_import", pk=job.pk)
    context = {
        "kind": spec,
        "form": form,
        "columns": RESOURCES[kind].columns(),
        "template_url": reverse(f"{kind}_export", args=["xlsx"]) + "?empty=1",
        "export_url": reverse(f"{kind}_export", args=["xlsx"]),
        "jobs": ContactImport.objects.visible_to(request.user)
        .filter(kind=kind)
        .select_related("uploaded_by")[:MOST],
        "breadcrumbs": [(spec.plural_label, reverse(spec.plural)), (_("Import"), None)],
    }
    return render(request, "contacts/import.html", context, status=422 if form.is_bound else 200)


def contact_import(request: StaffRequest, pk: int) -> HttpResponse:
    """What the check found, or how far the import is; asked again by the page itself while it works."""
    job = get_object_or_404(
        ContactImport.objects.visible_to(request.user).select_related("uploaded_by"), pk=pk
    )
    template = (
        "contacts/import_state.html" if request.headers.get("HX-Request") else "contacts/import_job.html"
    )
    return render(request, template, _job_context(job, StartForm(any_wrong=bool(job.refused))))


@require_POST
def contact_import_start(request: StaffRequest, pk: int) -> HttpResponse:
    job = get_object_or_404(ContactImport.objects.visible_to(request.user), pk=pk)
    form = StartForm(request.POST, any_wrong=bool(job.refused))
    if form.is_valid():
        attempt(request, lambda: start(job, by=request.user, hint=_tell_worker, **form.cleaned_data))
        return redirect("contact_import", pk=pk)
    return render(request, "contacts/import_job.html", _job_context(job, form), status=422)


def contact_import_refused(request: StaffRequest, pk: int) -> HttpResponse:
    """The refused rows as a workbook, each with what is wrong: to correct there and upload again."""
    job = get_object_or_404(ContactImport.objects.visible_to(request.user).filter(refused__gt=0), pk=pk)
    reasons = dict(job.refused_rows.values_list("number", "reasons"))
    try:
        content = rejects(read(job), reasons)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("contact_import", pk=pk)
    response = HttpResponse(content, content_type=CONTENT_TYPES["xlsx"])
    name = "-".join((slugify(job.name.rpartition(".")[0]) or "import", slugify(_("refused"))))
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def record_export(request: StaffRequest, kind: str, file_format: str) -> HttpResponse:
    """Everything this user may see, in the columns that an import reads; formulas stay text."""
    spec = KINDS[kind]
    found = spec.model.objects.visible_to(request.user).active().order_by("pk")
    if "empty" in request.GET:
        found = found.none()
    data = RESOURCES[kind](by=request.user).export(found)
    content: Any = data.export(file_format, **({"delimiter": ";"} if file_format == "csv" else {}))
    response = HttpResponse(
        ("\ufeff" + content).encode() if isinstance(content, str) else content,
        content_type=CONTENT_TYPES[file_format],
    )
    name = f"{spec.plural_label}-{timezone.localdate().isoformat()}.{file_format}".lower().replace(" ", "-")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _tell_worker(key: int) -> None:
    tell_worker(continue_import, key)


def _upload(request: StaffRequest, kind: str, form: UploadForm) -> ContactImport | None:
    file = form.cleaned_data["file"]
    try:
        data = file.read(LARGEST + 1)  # of what is too large no more than tells so
        return upload(by=request.user, kind=kind, data=data, name=file.name, hint=_tell_worker)
    except ValidationError as error:
        take_over(form, ValidationError({"file": error.messages}))
    except DiskFullError:
        form.add_error("file", no_room_for(file))
    return None


def _job_context(job: ContactImport, form: StartForm) -> dict[str, Any]:
    spec = KINDS[job.kind]
    import_url = reverse(f"{job.kind}_import")
    return {
        "kind": spec,
        "job": job,
        "form": form,
        "works": job.state in {ImportState.CHECKING, ImportState.RUNNING},
        "import_url": import_url,
        "plural_url": reverse(spec.plural),
        "breadcrumbs": [
            (spec.plural_label, reverse(spec.plural)),
            (_("Import"), import_url),
            (job.name, None),
        ],
    }
