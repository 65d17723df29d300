"""The checklist as it stands on the tab of a loan or a premium, and what the tab of files says of it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.checklist.forms import MarkForm
from dossiers.checklist.models import MAY_SEE_PAPERS, AskedPaper
from dossiers.checklist.operations import MAY_ADD_PAPER, MAY_CHANGE_PAPER
from dossiers.checklist.sheets import has_checklist, sheet_of
from dossiers.flows.papers import Missing, Papers
from dossiers.models import Dossier
from dossiers.views.blocks import Anchor
from oss.core.components import EmptyState, ListTable, TableCell, TableColumn, TableRow
from oss.core.dates import written
from oss.documents.models import Document
from oss.staff.http import StaffRequest
from oss.staff.models import User

PLACE = "papers"
_NONE = EmptyState("file", gettext_lazy("No paper stands on the checklist yet."))


def papers_block(request: StaffRequest, dossier: Dossier) -> dict[str, Any]:
    """What `dossiers/checklist/papers.html` reads. In four queries, however many papers."""
    user = request.user
    if not user.has_perm(MAY_SEE_PAPERS):
        return {"checklist": None}
    papers = list(AskedPaper.objects.visible_to(user).filter(dossier=dossier).for_list())
    sheet = sheet_of(dossier)
    there = {one.kind_id for one in papers}
    on_sheet = sheet.papers.filter(is_active=True).values_list("kind", flat=True) if sheet else ()
    may_change = dossier.is_active and user.has_perm(MAY_CHANGE_PAPER)
    needed = [one for one in papers if not one.not_needed]
    return {
        "checklist": _table(dossier, papers, user, may_change=may_change),
        "papers_open": [one for one in needed if one.received_on is None] if may_change else [],
        "papers_mark_form": MarkForm(auto_id="papers-%s"),
        "papers_received": sum(one.received_on is not None for one in needed),
        "papers_all": len(needed),
        "papers_on_sheet": len(set(on_sheet) - there),
        "papers_sheet": sheet,
        "may_add_paper": dossier.is_active and user.has_perm(MAY_ADD_PAPER),
    }


def papers_anchor() -> Anchor:
    return Anchor(PLACE, gettext_lazy("Checklist of papers"))


def papers_lacking(dossier: Dossier) -> list[AskedPaper]:
    """Required papers that did not come, for a gate that asks them all."""
    return list(AskedPaper.objects.filter(dossier=dossier).lacking().select_related("kind"))


def papers_to_come(dossier: Dossier, user: User) -> Papers | None:
    if not has_checklist(dossier) or not user.has_perm(MAY_SEE_PAPERS):
        return None
    papers = AskedPaper.objects.visible_to(user).filter(dossier=dossier, not_needed=False).for_list()
    found = list(papers)
    missing = [
        Missing(str(one), reverse("paper", args=[dossier.number, one.pk]))
        for one in found
        if one.received_on is None
    ]
    return Papers(_("Papers of the client"), len(found), missing) if found else None


def _table(dossier: Dossier, papers: list[AskedPaper], user: User, *, may_change: bool) -> ListTable:
    files = [one.document_id for one in papers if one.document_id]
    readable = set(Document.objects.visible_to(user).filter(pk__in=files).values_list("pk", flat=True))
    return ListTable(
        _("Checklist of papers"),
        (
            TableColumn(_("Paper")),
            TableColumn(_("Asked on")),
            TableColumn(_("Received on")),
            TableColumn(_("Document")),
            TableColumn(_("Note")),
        ),
        tuple(
            TableRow(
                (
                    TableCell(str(one), detail="" if one.is_required else _("not required")),
                    TableCell(written(one.asked_on) if one.asked_on else "–"),
                    _received(one),
                    TableCell(str(one.document) if one.document_id in readable else "–"),
                    TableCell(one.note or "–"),
                ),
                reverse("paper", args=[dossier.number, one.pk]) if may_change else "",
            )
            for one in papers
        ),
        _NONE,
    )


def _received(paper: AskedPaper) -> TableCell:
    if paper.not_needed:
        return TableCell(_("not needed"), quiet=True)
    if paper.received_on is None:
        return TableCell(_("not yet"), "alert-triangle" if paper.is_required else "", quiet=True)
    return TableCell(written(paper.received_on), "circle-check", detail=str(paper.received_by or ""))
