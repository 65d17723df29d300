"""What the tab *Advice* shows besides its form: works known at the site, works advised, the next dossiers."""

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.flows.profiles import openable_subtypes
from dossiers.models import Dossier
from dossiers.works.dossier_tab import grids
from dossiers.works.models import Advised, WorkDossier, WorkRole
from oss.core.components import EmptyState, ListTable, TableCell, TableColumn, TableRow
from oss.core.dates import written
from oss.core.links import link
from oss.core.money import plainly
from oss.core.pages import may_open
from oss.staff.http import StaffRequest

_NONE_ADVISED = EmptyState("bulb", gettext_lazy("No work is advised on this dossier yet."))


class Following(NamedTuple):
    """The dossier that a next step of the client opens."""

    label: str
    url: str


def what_it_shows(request: StaffRequest, dossier: Dossier, _form: Any) -> dict[str, Any]:
    if not request.user.has_perm("dossiers.view_work"):
        return {"following": following_of(dossier)}
    return {
        **grids(request, dossier, _form, back="advice"),
        "advised": advised_on(request, dossier),
        "following": following_of(dossier),
    }


def following_of(dossier: Dossier) -> list[Following]:
    """Of the chosen next steps that open a dossier, unless one of that subtype rides on the train."""
    advice = getattr(dossier, "advice", None)
    if advice is None or not dossier.is_active:
        return []
    there = set(dossier.journey.dossiers.values_list("subtype", flat=True))
    steps = advice.next_steps.filter(opens__in=openable_subtypes()).select_related("opens")
    return [
        Following(
            str(step.opens),
            reverse("dossier_new", query={"on": dossier.journey.number, "subtype": step.opens_id}),
        )
        for step in steps
        if step.opens_id not in there
    ]


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
