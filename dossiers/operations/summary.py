"""The summary of a dossier as PDF: asked on the page, made in the background, filed in Bestanden."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dossiers.holding import MAY_CHANGE, NO_ACCESS, lock_to_change
from dossiers.models import Dossier, SummaryRequest
from dossiers.summary import drawn_summary
from oss.core.refusal import NotAllowed
from oss.documents.models import Document, DocumentOrigin
from oss.documents.storing import add_document
from oss.staff.models import User
from oss.staff.rights import operation
from oss.timeline.operations import file_document


@operation(MAY_CHANGE, refused=NO_ACCESS)
def ask_for_summary(dossier: Dossier, *, by: User) -> SummaryRequest:
    """Notes the wish; asking again while one is being made changes nothing."""
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


@operation()
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
        raise NotAllowed(NO_ACCESS)
    with translation.override("nl"):
        pdf = drawn_summary(found, by)
        name = _("Summary %(number)s %(day)s.pdf") % {
            "number": found.number,
            "day": timezone.localdate().isoformat(),
        }
    document = add_document(
        data=pdf, name=name, content_type="application/pdf", by=by, origin=DocumentOrigin.LOKET
    )
    file_document(found.case_file, document, by=by)
    return document
