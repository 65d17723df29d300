"""The roster of a week, and the pages on which a row of it is made, changed, taken off and put back."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from oss.core.acting import attempt
from oss.core.dates import read_day
from oss.core.history import removed_part, way_back
from oss.core.keys import key_of
from oss.core.seen_state import seen_in
from oss.staff.http import StaffRequest
from oss.staff.rosters import operations
from oss.staff.rosters.forms import ClosedForm, ExtraForm, RosterForm, RosterLineForm
from oss.staff.rosters.models import ClosedDays, DeskPlace, ExtraOpening, RosterLine
from oss.staff.rosters.reading import monday_of, roster_of_week, sums_of

HEADING = gettext_lazy("Desk roster")
FIRST_YEAR, LAST_YEAR = 1900, 9000


class _Kind(NamedTuple):
    model: type[Any]
    form: type[RosterForm]
    new: str | Promise
    change: str | Promise


KINDS = {
    "line": _Kind(
        RosterLine,
        RosterLineForm,
        gettext_lazy("New opening hours"),
        gettext_lazy("Change opening hours"),
    ),
    "extra": _Kind(
        ExtraOpening,
        ExtraForm,
        gettext_lazy("New extra opening"),
        gettext_lazy("Change an extra opening"),
    ),
    "closed": _Kind(
        ClosedDays,
        ClosedForm,
        gettext_lazy("New closed days"),
        gettext_lazy("Change closed days"),
    ),
}


def roster(request: StaffRequest) -> HttpResponse:
    """The week in which the day of the address lies, else this week."""
    today = timezone.localdate()
    monday = monday_of(_day_in(request) or today)
    kind, pk = removed_part(request.GET.get("removed", "")) or ("", 0)
    desks = roster_of_week(request.user, monday)
    return render(
        request,
        "staff/roster.html",
        {
            "heading": HEADING,
            "desks": desks,
            "sums": sums_of(desks) if len(desks) > 1 else None,
            "monday": monday,
            "sunday": monday + timedelta(days=6),
            "before": monday - timedelta(days=7),
            "after": monday + timedelta(days=7),
            "plan_from": max(monday, today) if monday == monday_of(today) else monday,
            "is_this_week": monday == monday_of(today),
            "may_keep": request.user.has_perm(operations.MAY_KEEP),
            "removed": way_back(request, kind, lambda _pk: reverse("roster_restore", args=[kind, pk]))
            if kind in KINDS
            else None,
            "breadcrumbs": [(HEADING, None)],
        },
    )


def roster_new(request: StaffRequest, kind: str) -> HttpResponse:
    """For the desk and the day that the address names, as far as it does."""
    chosen, row = KINDS[kind], KINDS[kind].model()
    form = chosen.form(request.POST or None, instance=row, initial=_known(request))
    if attempt(form, lambda: operations.put_on_roster(row, by=request.user, **form.cleaned_data)):
        messages.success(request, _("This stands on the roster."))
        return redirect(_week_of(row))
    return _show(request, kind, form, chosen.new)


def roster_row(request: StaffRequest, kind: str, pk: str) -> HttpResponse:
    chosen = KINDS[kind]
    row = get_object_or_404(chosen.model.objects.visible_to(request.user), pk=pk)
    name = str(row)  # a refused form leaves in the row what was typed
    form = chosen.form(request.POST or None, instance=row)
    if attempt(
        form, lambda: operations.change_roster(row, by=request.user, seen=form.seen(), **form.changes())
    ):
        messages.success(request, _("The roster is changed."))
        return redirect(_week_of(row))
    return _show(request, kind, form, chosen.change, row=row, name=name)


@require_POST
def roster_remove(request: StaffRequest, kind: str, pk: str) -> HttpResponse:
    row = get_object_or_404(KINDS[kind].model.objects.visible_to(request.user), pk=pk)
    if attempt(
        request, lambda: operations.take_off_roster(row, by=request.user, seen=seen_in(request)) or True
    ):
        return redirect(f"{_week_of(row)}&removed={kind}-{row.pk}")
    return redirect("roster_row", kind=kind, pk=pk)


@require_POST
def roster_restore(request: StaffRequest, kind: str, pk: str) -> HttpResponse:
    row = get_object_or_404(KINDS[kind].model, pk=pk)
    if attempt(request, lambda: operations.put_back_on_roster(row, by=request.user)):
        messages.success(request, _("This stands on the roster again."))
    return redirect(_week_of(row))


def _show(
    request: StaffRequest,
    kind: str,
    form: RosterForm,
    heading: str | Promise,
    row: models.Model | None = None,
    name: str = "",
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "kind": kind,
        "row": row,
        "name": name,
        "back": _week_of(row) if row else reverse("roster"),
        "breadcrumbs": [(HEADING, reverse("roster")), (name or str(heading), None)],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "staff/roster_row.html", context, status=status)


def _known(request: StaffRequest) -> dict[str, Any]:
    place = DeskPlace.objects.active().filter(pk=key_of(request.GET.get("place")) or 0).first()
    day = _day_in(request)
    known: dict[str, Any] = {"place": place or DeskPlace.objects.active().first()}
    if day is not None:
        known |= {"day": day, "weekday": day.isoweekday(), "first_day": day, "last_day": day}
    return known


def _day_in(request: StaffRequest) -> date | None:
    """A day whose week, and those beside it, there are."""
    day = read_day(request.GET.get("day", ""))
    return day if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None


def _week_of(row: Any) -> str:
    """The roster of a week in which it is to be seen."""
    day = getattr(row, "day", None) or getattr(row, "first_day", None)
    if day is None:
        day = max(timezone.localdate(), row.valid_from)
    return f"{reverse('roster')}?day={day.isoformat()}"
