"""What is done with the papers of a loan or a premium: asked by its sheet or by hand, received, not needed.

Which papers are asked is for those who see the dossier: its events say how many, without their names.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.checklist.models import AskedPaper
from dossiers.checklist.sheets import sheet_of
from dossiers.holding import lock_to_change
from dossiers.models import Dossier
from oss.core.changes import require_known, write_changes
from oss.core.conflicts import check_seen
from oss.core.partial_dates import not_in_the_future_nor_long_ago
from oss.core.refusal import Refused
from oss.documents.models import Document, DocumentKind
from oss.staff.models import User
from oss.staff.rights import hold_part, operation
from oss.timeline.operations import record

MAY_ADD_PAPER = "dossiers.add_askedpaper"
MAY_CHANGE_PAPER = "dossiers.change_askedpaper"
NO_PAPERS = gettext_lazy("Your role may not follow the papers of loans and premiums.")
PAPER_FIELDS = frozenset({"asked_on", "received_on", "document", "not_needed", "note", "is_required"})


@operation(MAY_ADD_PAPER, refused=NO_PAPERS)
def fill_papers_from_sheet(dossier: Dossier, *, by: User) -> list[AskedPaper]:
    """Puts on the checklist what the sheet asks and does not stand there yet; nothing is asked of the client
    by it. Refused without a sheet, or where the sheet asks nothing more."""
    locked = lock_to_change(dossier, by)
    sheet = sheet_of(locked)
    if sheet is None:
        raise Refused(_("Choose the scheme first: its sheet says which papers it asks."))
    there = locked.asked_papers.values("kind")
    asked = sheet.papers.filter(is_active=True).exclude(kind__in=there).select_related("kind")
    made = [
        AskedPaper.objects.create(dossier=locked, kind=one.kind, is_required=one.is_required, note=one.note)
        for one in asked
    ]
    if not made:
        raise Refused(_("The sheet asks no paper that does not stand here."))
    _tell(locked, "papers_listed", by, len(made))
    return made


@operation(MAY_ADD_PAPER, refused=NO_PAPERS)
def add_paper(dossier: Dossier, kind: DocumentKind, *, by: User, **told: Any) -> AskedPaper:
    """One more than the sheet asks. TypeError for what is no field; ValidationError where it is asked."""
    require_known(told, PAPER_FIELDS, "add_paper")
    locked = lock_to_change(dossier, by)
    paper = AskedPaper(dossier=locked, kind=kind, **told)
    _save(paper, locked, by)
    _tell(locked, "papers_listed", by, 1)
    return paper


@operation(MAY_CHANGE_PAPER, refused=NO_PAPERS)
def change_paper(
    paper: AskedPaper, *, by: User, seen: Mapping[str, Any] | None = None, **changes: Any
) -> AskedPaper:
    """Sets the given fields. TypeError for what is no field; Conflict where one no longer holds what was
    `seen`; ValidationError as the constraints say."""
    require_known(changes, PAPER_FIELDS, "change_paper")
    locked = lock_to_change(paper.dossier, by)
    held = hold_part(AskedPaper.objects, paper, by=by)
    check_seen(held, changes, seen)
    was_received = held.received_on is not None
    write_changes(held, changes)
    _save(held, locked, by)
    if held.received_on is not None and not was_received:
        _tell(locked, "papers_received", by, 1)
    return held


@operation(MAY_CHANGE_PAPER, refused=NO_PAPERS)
def ask_papers(
    dossier: Dossier, papers: Iterable[AskedPaper], *, by: User, asked_on: date | None = None
) -> list[AskedPaper]:
    """They were asked of the client, today or on the given day. Refused where none of them was still to be
    asked."""
    return _mark(dossier, papers, "papers_asked", by, {"asked_on": asked_on or timezone.localdate()})


@operation(MAY_CHANGE_PAPER, refused=NO_PAPERS)
def receive_papers(
    dossier: Dossier, papers: Iterable[AskedPaper], *, by: User, received_on: date | None = None
) -> list[AskedPaper]:
    """They came, today or on the given day."""
    told = {"received_on": received_on or timezone.localdate(), "not_needed": False}
    return _mark(dossier, papers, "papers_received", by, told)


def _mark(
    dossier: Dossier, papers: Iterable[AskedPaper], kind: str, by: User, told: Mapping[str, Any]
) -> list[AskedPaper]:
    """Those that do not say so yet; what is not needed stays so unless it came after all."""
    locked = lock_to_change(dossier, by)
    (name, *_rest) = told
    keys = [one.pk for one in papers]
    rows = AskedPaper.objects.visible_to(by).filter(pk__in=keys, dossier=locked)
    held = list(rows.filter(**{name: None}).select_for_update(of=("self",)).order_by("pk"))
    if not held:
        raise Refused(_("Tick at least one paper of which this was not noted yet."))
    for paper in held:
        write_changes(paper, told)
        _save(paper, locked, by)
    _tell(locked, kind, by, len(held))
    return held


def _save(paper: AskedPaper, dossier: Dossier, by: User) -> None:
    not_in_the_future_nor_long_ago(asked_on=paper.asked_on, received_on=paper.received_on)
    if paper.document is not None and not _is_filed(paper.document, dossier):
        raise ValidationError({"document": _("Choose a file of this dossier.")})
    if paper.received_on is None:
        paper.received_by = None
    elif paper.received_by is None:
        paper.received_by = by
    paper.full_clean()
    paper.save()


def _is_filed(document: Document, dossier: Dossier) -> bool:
    return dossier.case_file.filed_documents.filter(document=document).exists()


def _tell(dossier: Dossier, kind: str, by: User, count: int) -> None:
    record(dossier.case_file, kind, by=by, dossier=dossier.number, count=count)
