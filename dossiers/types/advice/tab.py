"""What the tab *Advice* shows besides its form: works known at the site, works advised, the next dossiers."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.following import following_of
from dossiers.models import Dossier
from dossiers.types.advice.model import AdviceDetail
from dossiers.works.dossier_tab import grids
from dossiers.works.models import Advised, WorkDossier, WorkRole
from oss.core.components import EmptyState, ListTable, TableCell, TableColumn, TableRow
from oss.core.dates import written
from oss.core.links import link
from oss.core.money import plainly
from oss.core.pages import may_open
from oss.staff.http import StaffRequest

_NONE_ADVISED = EmptyState("bulb", gettext_lazy("No work is advised on this dossier yet."))


def what_it_shows(request: StaffRequest, dossier: Dossier, _form: Any) -> dict[str, Any]:
    chosen = AdviceDetail.next_steps.through.objects.filter(advicedetail=dossier.pk)
    following = following_of(dossier, chosen.values("nextstep__opens"))
    if not request.user.has_perm("dossiers.view_work"):
        return {"following": following}
    return {
        **grids(request, dossier, _form, back="advice"),
        "advised": advised_on(request, dossier),
        "following": following,
    }


def advised_on(request: StaffRequest, dossier: Dossier) -> ListTable:
    """In one query, however many works."""
    links = dossier.on_works.filter(role=WorkRole.ADVISED).select_related(
        "work__measure", "work__address__street", "work__building__street", "advised__reason"
    )
    may_change = dossier.is_active and may_open(request.user, "work_advised")
    in_order = sorted(links, key=lambda one: (_told(one).position or 1000, one.pk))
    return ListTable(
        _("Advised measures"),
        (
            TableColumn(_("Measure")),
            TableColumn(_("Estimate"), numeric=True),
            TableColumn(_("Term")),
            TableColumn(_("Premium and saving")),
            TableColumn(_("Answer of the client")),
        ),
        tuple(_row(one, may_change=may_change) for one in in_order),
        _NONE_ADVISED,
    )


def _told(found: WorkDossier) -> Advised:
    return getattr(found, "advised", None) or Advised()


def _row(found: WorkDossier, *, may_change: bool) -> TableRow:
    work, told = found.work, _told(found)
    why = str(told.reason or "") or (written(told.later_on) if told.later_on else "")
    url = reverse("work_advised", args=[work.pk, found.pk]) if may_change else link("work", work.pk)
    name = work.name if told.position is None else f"{told.position}. {work.name}"
    what = " · ".join(filter(None, (work.counted, work.description, work.get_side_display())))
    return TableRow(
        (
            TableCell(name, detail=what),
            TableCell(_estimate(work.estimate_from, work.estimate_until)),
            TableCell(told.get_term_display() or "–"),
            TableCell(told.premium or "–", detail=told.saving),
            TableCell(told.get_answer_display() or _("not asked yet"), detail=why or told.remark),
        ),
        url,
    )


def _estimate(lowest: Any, highest: Any) -> str:
    known = [one for one in (lowest, highest) if one is not None]
    if not known:
        return "–"
    return "€ " + " – ".join(plainly(one) for one in dict.fromkeys(known))
