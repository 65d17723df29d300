"""*Schemes today*, the page of a scheme, and what the tab *Rights check* sends."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.models import Dossier
from dossiers.schemes import operations
from dossiers.schemes.board import board_of, changed_since
from dossiers.schemes.check_models import RightsCheck, ToldVerdict
from dossiers.schemes.forms import RightsAnswerForm, SheetsForm
from dossiers.schemes.lists import SCHEMES
from dossiers.schemes.models import Scheme, SchemeVersion
from dossiers.schemes.rules import CAPACITIES, CAPACITY, WORKS
from dossiers.schemes.sheets import SchemeSheet, sheet_of, sheets_on
from dossiers.schemes.tab import DAY, RIGHTS_TAB, TYPES, day_shown
from dossiers.schemes.values import FactWords
from dossiers.views.page import breadcrumbs, dossier_url, find, page, tab_named
from oss.core.acting import attempt
from oss.core.components import Text
from oss.core.pages import may_open
from oss.core.seen_state import seen_in
from oss.staff.http import StaffRequest

QUESTIONS = "rights-questions"


class Shown:
    """One sheet as a page reads it."""

    def __init__(self, sheet: SchemeSheet, words: FactWords, today: date) -> None:
        self.sheet, self.version = sheet, sheet.version
        self.conditions = sheet.words(words)
        self.is_old = sheet.version.is_old(today)


def schemes_today(request: StaffRequest) -> HttpResponse:
    """As of a day, today unless it is chosen: what can be asked, and folded what is closed."""
    words, today = FactWords(), timezone.localdate()
    form, sheets = _asked(request, words, today)
    chosen = form.cleaned_data if form.is_valid() else {}
    day = chosen.get("on") or today
    if day != today:
        sheets = sheets_on(day, request.user)
    known: Any = {CAPACITY: chosen["who"]} if chosen.get("who") else {}
    found = [
        one
        for one in sheets
        if (not chosen.get("kind") or one.version.scheme.kind == chosen["kind"])
        and (not chosen.get("work") or not one.works or chosen["work"] in one.works)
        and one.is_for(known)
    ]
    return render(
        request,
        "dossiers/schemes/today.html",
        {
            "form": form,
            "day": day,
            "is_today": day == today,
            "open": [Shown(one, words, today) for one in found if not one.is_closed],
            "closed": [Shown(one, words, today) for one in found if one.is_closed],
            "is_filtered": any(chosen.get(name) for name in ("kind", "work", "who")),
            "breadcrumbs": [(SCHEMES.label, SCHEMES.url()), (_("Schemes today"), None)],
        },
        status=200 if form.is_valid() else 422,
    )


def _asked(request: StaffRequest, words: FactWords, today: date) -> tuple[SheetsForm, list[SchemeSheet]]:
    """Only what some sheet of today is about can be chosen."""
    sheets = sheets_on(today, request.user)
    names = {words.of(WORKS, code): code for one in sheets for code in sorted(one.works)}
    works = sorted(((code, name) for name, code in names.items()), key=lambda one: one[1].casefold())
    who = [(code, words.of(CAPACITY, code)) for code in CAPACITIES]
    return SheetsForm(request.GET, works=works, who=who), sheets


def scheme(request: StaffRequest, pk: int) -> HttpResponse:
    """All its sheets, the one of today first."""
    schemes = Scheme.objects.visible_to(request.user).select_related("opens", "product")
    found = get_object_or_404(schemes, pk=pk)
    words, today = FactWords(), timezone.localdate()
    versions = SchemeVersion.objects.visible_to(request.user).filter(scheme=found).select_related("scheme")
    sheets = [
        Shown(sheet_of(one, list(one.conditions.all()), today), words, today)
        for one in versions.prefetch_related("conditions__question")
    ]
    holds = set(SchemeVersion.objects.filter(scheme=found).on(today).values_list("pk", flat=True))
    edit = _admin_of(request, found)
    return render(
        request,
        "dossiers/schemes/scheme.html",
        {
            "scheme": found,
            "now": [one for one in sheets if one.version.pk in holds],
            "others": [one for one in sheets if one.version.pk not in holds],
            "add_url": edit,
            "breadcrumbs": [(SCHEMES.label, SCHEMES.url()), (str(found), None)],
        },
    )


def _admin_of(request: StaffRequest, found: Scheme) -> str:
    """Where a new sheet is written; empty for who may not."""
    if not request.user.has_perm("dossiers.add_schemeversion") or not may_open(request.user, "admin:index"):
        return ""
    return reverse("admin:dossiers_schemeversion_add", query={"scheme": found.pk})


def rights_answer(request: StaffRequest, number: str) -> HttpResponse:
    """What is refused stays as it was typed."""
    found = _find(request, number)
    if request.method != "POST":
        return redirect(_back(request, number, QUESTIONS))
    form = RightsAnswerForm(request.POST)
    if attempt(form, lambda: _answer(found, form.cleaned_data, request)):
        return redirect(_back(request, number, QUESTIONS))
    for texts in form.errors.values():
        messages.error(request, " ".join(str(one) for one in texts))
    now = find(request, number)
    tab = tab_named(request, now, RIGHTS_TAB.name)
    return page(request, now, tab, status=422, others={"rights_refused": form})


def _answer(found: Dossier, data: dict[str, Any], request: StaffRequest) -> None:
    text = data["value"] or data["typed"]  # what was tapped, whatever still stands in the box
    seen = seen_in(request)
    operations.answer(found, data["fact"], text, by=request.user, year=data["year"], seen=seen)


def rights_take_back(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    if request.method == "POST":
        fact = request.POST.get("fact", "")
        attempt(request, lambda: operations.take_back(found, fact, by=request.user, seen=seen_in(request)))
    return redirect(_back(request, number, "rights-facts"))


def rights_keep(request: StaffRequest, number: str) -> HttpResponse:
    """Keeps what is told of the day that was shown, and leads to the page that can be printed."""
    found = _find(request, number)
    if request.method != "POST":
        return redirect(_back(request, number, QUESTIONS))
    done = attempt(request, lambda: operations.keep_check(found, by=request.user, on=day_shown(request)))
    if done is None:
        return redirect(_back(request, number, QUESTIONS))
    day = {"day": f"{done.result.made_on:%d/%m/%Y}"}
    told = _("The check is kept as it holds on %(day)s.") % day if day_shown(request) else None
    messages.success(request, told or _("The check is kept as it was told today."))
    return redirect("rights_check", number=number, pk=done.result.pk)


def rights_follow_up(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    found = _find(request, number)
    versions = SchemeVersion.objects.visible_to(request.user).select_related("scheme")
    version = get_object_or_404(versions, pk=pk)
    if request.method == "POST" and attempt(
        request, lambda: operations.follow_up(found, version, by=request.user)
    ):
        messages.success(request, _("The task stands on the dossier, for you."))
    return redirect(_back(request, number, "rights-schemes"))


def rights_check(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    """What was told on a day, for the client; and for us what is otherwise today."""
    found = _find(request, number)
    checks = RightsCheck.objects.visible_to(request.user).select_related("kept_by")
    check = get_object_or_404(checks, dossier=found, pk=pk)
    lines = list(check.lines.select_related("version"))
    day = check.compared_on(timezone.localdate())
    changed = changed_since(check, lines, board_of(found, request.user, on=day))
    crumbs: list[tuple[Text, str | None]] = [
        *breadcrumbs(found)[:-1],
        (found.number, _back(request, number, "rights-kept")),
        (_("Rights check"), None),
    ]
    return render(
        request,
        "dossiers/schemes/check.html",
        {
            "dossier": found,
            "check": check,
            "groups": [
                (verdict, [(one, changed.get(one.pk, "")) for one in lines if one.verdict == verdict])
                for verdict in ToldVerdict
            ],
            "changed": len(changed),
            "breadcrumbs": crumbs,
        },
    )


def _find(request: StaffRequest, number: str) -> Dossier:
    found = find(request, number)
    if found.type not in TYPES:
        raise Http404
    return found


def _back(request: StaffRequest, number: str, place: str) -> str:
    """The tab, with the sheets of the day that was shown."""
    day = day_shown(request)
    shown = f"&{urlencode({DAY: day.isoformat()})}" if day else ""
    return f"{dossier_url(number, RIGHTS_TAB.name)}{shown}#{place}"
