"""The tab *Works* of a dossier: what is done and to be done at its site address, and what was decided."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.flows.tabs import DossierTab
from dossiers.models import Dossier
from dossiers.views.blocks import Anchor
from dossiers.works.models import Decision, Work, WorkDossier, WorkQuerySet
from dossiers.works.places import work_url
from dossiers.works.tabs import WorkRemarks
from oss.addresses.finding_kinds import place_name
from oss.core.components import EmptyState, ListTable, TableCell, TableColumn, TableRow
from oss.core.dates import written
from oss.core.money import euros
from oss.core.pages import may_open
from oss.core.registry import offered
from oss.staff.http import StaffRequest
from oss.staff.models import User

_NO_WORKS = EmptyState("tools", gettext_lazy("No works are known at the site address yet."))
_NONE_DECIDED = EmptyState("circle-check", gettext_lazy("No work was decided yet."))


def works_of(dossier: Dossier, user: User) -> WorkQuerySet:
    """Those of the site address with its building, and those that are on the dossier."""
    works: WorkQuerySet = Work.objects.visible_to(user)
    mine = WorkDossier.objects.filter(dossier=dossier).values("work")
    if dossier.site_address is None:
        return works.filter(pk__in=mine)
    here = Work.objects.around(dossier.site_address).values("pk")
    return works.with_keys_of(mine, here)


def grids(
    request: StaffRequest, dossier: Dossier, _form: Any, *, tab: str = "", back: str = "works"
) -> dict[str, Any]:
    """In the same number of queries, however many works. `tab`: on which tab of its page a work opens;
    `back`: the tab of the dossier to which a new one leads."""
    standing = Prefetch("decisions", Decision.objects.standing().select_related("reason"))
    on_it = WorkDossier.objects.filter(dossier=dossier, work=OuterRef("pk"))
    found = works_of(dossier, request.user).for_list().annotate(is_on_it=Exists(on_it))
    works = list(found.prefetch_related(standing).order_by("state_order", "-pk"))
    decided = [work for work in works if any(one.goes_on for one in work.decisions.all())]
    remarks = [one.of(request, works) for one in offered(WorkRemarks).values()]
    may_add = dossier.is_active and dossier.site_address_id and may_open(request.user, "work_new")
    return {
        "works": ListTable(
            _("Works linked to the site address"),
            _COLUMNS,
            tuple(_row(work, dossier, remarks, tab) for work in works),
            _NO_WORKS,
        ),
        "decided": ListTable(
            _("Decided works linked to the site address"),
            _COLUMNS,
            tuple(_row(work, dossier, remarks, tab) for work in decided),
            _NONE_DECIDED,
        ),
        "add_url": reverse("work_new", query={"dossier": dossier.number, "tab": back}) if may_add else "",
    }


Remarks = list[Mapping[int, str]]
"""What higher rooms say of the works, by their keys."""


_COLUMNS = (
    TableColumn(gettext_lazy("Work")),
    TableColumn(gettext_lazy("Where")),
    TableColumn(gettext_lazy("Quantity"), numeric=True),
    TableColumn(gettext_lazy("State")),
    TableColumn(gettext_lazy("Decided on")),
    TableColumn(gettext_lazy("Amount"), numeric=True),
    TableColumn(gettext_lazy("Execution")),
)


def _row(work: Work, dossier: Dossier, remarks: Remarks, tab: str) -> TableRow:
    decision = next(iter(work.decisions.all()), None)
    amount = decision.amount if decision else None
    said = [str(decision.reason or "") if decision else "", *(one.get(work.pk, "") for one in remarks)]
    return TableRow(
        (
            TableCell(work.name, detail=work.description or work.old_word_that_differs),
            TableCell(_where(work, dossier), detail=_whose(work)),
            TableCell(work.counted or "–"),
            TableCell(work.get_state_display(), detail=" · ".join(filter(None, said))),
            TableCell(written(decision.decided_on) if decision else "–"),
            TableCell(euros(amount)),
            TableCell(_when(work)),
        ),
        f"{work_url(work.pk)}?tab={tab}" if tab else work_url(work.pk),
    )


def _where(work: Work, dossier: Dossier) -> str:
    return _("site address") if work.address_id == dossier.site_address_id else place_name(work)


def _whose(work: Work) -> str:
    """Which part of a building it is, and that the dossier does nothing of it."""
    not_ours = "" if work.is_on_it or work.is_past else _("not on this dossier")  # type: ignore[attr-defined]
    return " · ".join(filter(None, (work.get_side_display(), not_ours)))


def _when(work: Work) -> str:
    if work.is_executed:
        return work.ended
    if work.started_on:
        return _("since %(day)s") % {"day": work.started_on}
    return _("planned %(day)s") % {"day": written(work.planned_start)} if work.planned_start else "–"


def _what_it_shows(request: StaffRequest, dossier: Dossier, form: Any) -> dict[str, Any]:
    blocks = [Anchor("works-here", _("At the site")), Anchor("works-decided", _("Decided"))]
    return {**grids(request, dossier, form), "blocks": blocks}


WORKS_TAB = DossierTab(
    "works",
    gettext_lazy("Works"),
    55,
    "dossiers/works/tab.html",
    _what_it_shows,
    permission="dossiers.view_work",
)
