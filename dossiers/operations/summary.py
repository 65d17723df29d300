"""The summary of a dossier as PDF: asked on the page, made in the background, filed in Bestanden."""

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dossiers.flows.profiles import parts_of
from dossiers.flows.requirements import requirements
from dossiers.models import Dossier, FactWithoutValue, SummaryRequest
from dossiers.operations.editing import lock_to_change, stakeholders_of
from oss.core.refusal import Refused
from oss.documents.models import Document
from oss.documents.operations import add_document
from oss.reports.pdf import render_pdf
from oss.staff.models import User
from oss.timeline.operations import file_document


def ask_for_summary(dossier: Dossier, *, by: User) -> SummaryRequest:
    """Notes the wish; asking again while one is being made changes nothing."""
    with transaction.atomic():
        locked = lock_to_change(dossier, by)
        waiting = locked.summary_requests.waiting().first()
        return waiting or SummaryRequest.objects.create(dossier=locked, asked_by=by)


def finish_summary(request_pk: int) -> None:
    """Makes what was asked, unless it is made or another worker is at it. What fails is tried again."""
    waiting = SummaryRequest.objects.waiting().filter(pk=request_pk)
    if not waiting.update(attempts=F("attempts") + 1):
        return
    with transaction.atomic():
        request = (
            SummaryRequest.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("dossier", "asked_by")
            .filter(pk=request_pk, document=None)
            .first()
        )
        if request is not None:
            request.document = make_summary(request.dossier, by=request.asked_by)
            request.save(update_fields=["document"])


def make_summary(dossier: Dossier, *, by: User) -> Document:
    """Renders the summary in Dutch and files it on the dossier."""
    found = (
        Dossier.objects.visible_to(by)
        .for_list()
        .select_related("source", "acquaintance", "case_file", "journey__address__street__municipality")
        .filter(pk=dossier.pk)
        .first()
    )
    if found is None:
        raise Refused(_("You have no access to this dossier."))
    with translation.override("nl"):
        pdf = render_pdf(
            "dossiers/summary.html",
            {
                "dossier": found,
                "stakeholders": stakeholders_of(found),
                "visits": list(found.visits.select_related("dossier", "entered_by", "reason")),
                "sections": [
                    {"template": part.summary, "detail": part.row_of(found)}
                    for part in parts_of(found)
                    if part.summary
                ],
                "without_value": facts_without_value(found),
                "made_at": timezone.localtime(),
                "made_by": by,
                "organisation": settings.ORGANISATION_NAME,
                "reached": settings.ORGANISATION_CONTACT,
            },
        )
        name = _("Summary %(number)s %(day)s.pdf") % {
            "number": found.number,
            "day": timezone.localdate().isoformat(),
        }
    with transaction.atomic():
        document = add_document(data=pdf, name=name, content_type="application/pdf", by=by)
        file_document(found.case_file, document, by=by)
    return document


def facts_without_value(dossier: Dossier) -> list[tuple[str, FactWithoutValue]]:
    """Each by its words."""
    return [
        (str(requirement.label), fact)
        for fact in dossier.facts_without_value.order_by("pk")
        if (requirement := requirements.get(fact.fact))
    ]
