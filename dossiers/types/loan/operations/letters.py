"""Letters to clients about their loan, made in the background and filed on the dossier."""

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dossiers.holding import lock_to_change
from dossiers.models import Dossier
from dossiers.types.loan.decisions import LoanLetter
from dossiers.types.loan.model import LoanPrecheck
from dossiers.types.loan.operations.preparing import MAY_CHANGE_LOAN, NO_LOANS
from dossiers.types.loan.sheets import loan_of, said_by
from oss.core.money import euros, plainly
from oss.documents.models import Document, DocumentClass, DocumentOrigin
from oss.documents.storing import add_document
from oss.reports.pdf import render_pdf
from oss.staff.models import User
from oss.staff.rights import operation
from oss.timeline.operations import file_document


def finish_letter(pk: int) -> None:
    """Makes what was asked, unless it is made or another worker is at it. What fails is tried again."""
    waiting = LoanLetter.objects.waiting().filter(pk=pk)
    if not waiting.update(attempts=F("attempts") + 1):
        return
    with transaction.atomic():
        letter = (
            LoanLetter.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("dossier", "decision", "asked_by")
            .filter(pk=pk, document=None)
            .first()
        )
        if letter is not None:
            letter.document = make_letter(letter, by=letter.asked_by)
            letter.save(update_fields=["document"])


@operation()
def make_letter(letter: LoanLetter, *, by: User) -> Document:
    """In Dutch, filed on the dossier as a financial paper."""
    dossier = Dossier.objects.select_related(
        "loan__sheet__scheme", "case_file", "subtype", "assignee", "main_contact__person"
    ).get(pk=letter.dossier_id)
    with translation.override("nl"):
        pdf = render_pdf("dossiers/types/loan/letter.html", _told(letter, dossier))
        name = _("Letter %(number)s %(day)s.pdf") % {
            "number": dossier.number,
            "day": timezone.localdate().isoformat(),
        }
    document = add_document(
        data=pdf,
        name=name,
        content_type="application/pdf",
        by=by,
        origin=DocumentOrigin.LOKET,
        document_class=DocumentClass.FINANCIAL,
    )
    file_document(dossier.case_file, document, by=by)
    return document


def _told(letter: LoanLetter, dossier: Dossier) -> dict[str, object]:
    loan, decision = loan_of(dossier), letter.decision
    kept = LoanPrecheck.objects.filter(loan=loan).first()
    return {
        "letter": letter,
        "dossier": dossier,
        "loan": loan,
        "decision": decision,
        "amount": euros(decision.amount) if decision else "",
        "rate": plainly(decision.rate) if decision and decision.rate is not None else "",
        "rule": said_by(loan.sheet) if loan.sheet else "",
        "reasons": [text for text, outcome, _known in kept.lines if outcome is False] if kept else [],
        "today": timezone.localdate(),
        "organisation": settings.ORGANISATION_NAME,
        "reached": settings.ORGANISATION_CONTACT,
    }


@operation(MAY_CHANGE_LOAN, refused=NO_LOANS)
def note_sent(letter: LoanLetter, *, by: User) -> LoanLetter:
    """That it went to the client, today; once more changes nothing."""
    lock_to_change(letter.dossier, by)
    LoanLetter.objects.filter(pk=letter.pk, sent_on=None).update(sent_on=timezone.localdate())
    letter.refresh_from_db()
    return letter
