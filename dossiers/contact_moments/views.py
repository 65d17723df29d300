"""A quick contact, its page, and tallies."""

from copy import copy
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dossiers.contact_moments import operations
from dossiers.contact_moments.forms import ContactMomentForm, CorrectionForm, TallyForm
from dossiers.contact_moments.lists import CONTACT_MOMENTS
from dossiers.contact_moments.models import ContactChannel, ContactMoment
from oss.addresses.models import Address
from oss.contacts.models import Person
from oss.core.acting import attempt
from oss.core.keys import key_of
from oss.core.pages import may_open
from oss.core.seen_state import seen_in
from oss.staff.http import StaffRequest
from oss.staff.models import User

MOST_TODAY = 10
VERBS = ("withdraw", "restore")


def contact_moment_new(request: StaffRequest) -> HttpResponse:
    """The form, with what was noted last; who makes a dossier of it goes on to that form."""
    form = ContactMomentForm(request.POST or None, user=request.user, initial=_known(request))
    done = attempt(form, lambda: operations.note_contact(by=request.user, **form.cleaned_data))
    if done and "dossier" in request.POST:
        return redirect(reverse("dossier_new", query={"contact": done.result.pk}))
    if done:
        return redirect(_quick_url(done.result.pk, _back(request)))
    counted = _theirs(request.user).filter(pk=key_of(request.GET.get("counted"))).for_list().first()
    return render(
        request,
        "dossiers/contact_moments/quick.html",
        {
            "form": form,
            "counted": counted,
            "back": _back(request),
            "desks": list(ContactChannel.objects.filter(at_desk=True).values_list("pk", flat=True)),
            "may_open_dossier": may_open(request.user, "dossier_new"),
            **_today(request.user),
            "breadcrumbs": [(CONTACT_MOMENTS.label, CONTACT_MOMENTS.url()), (_("Quick contact"), None)],
        },
        status=422 if request.method == "POST" else 200,
    )


def contact_moment(request: StaffRequest, pk: int) -> HttpResponse:
    """One contact; who had it corrects it here, as long as it counts."""
    rows = ContactMoment.objects.visible_to(request.user).for_list()
    noted: Any = get_object_or_404(rows.select_related("address__street__municipality"), pk=pk)
    is_own = noted.created_by == request.user
    form = None
    if is_own and noted.withdrawn_at is None and request.user.has_perm(operations.MAY_CHANGE):
        typed = copy(noted)  # a refused form leaves in it what was typed; the page tells what stands
        form = CorrectionForm(request.POST or None, instance=typed, user=request.user)
        if attempt(
            form,
            lambda: operations.correct_contact(noted, by=request.user, seen=form.seen(), **form.changes()),
        ):
            messages.success(request, _("The contact is corrected."))
            return redirect("contact_moment", pk=pk)
    return render(
        request,
        "dossiers/contact_moments/contact.html",
        {
            "noted": noted,
            "form": form,
            "is_own": is_own,
            "may_withdraw": form is not None and noted.dossier_id is None,
            "may_open_dossier": noted.dossier_id is None
            and noted.withdrawn_at is None
            and may_open(request.user, "dossier_new"),
            "breadcrumbs": [(CONTACT_MOMENTS.label, CONTACT_MOMENTS.url()), (str(noted), None)],
        },
        status=422 if request.method == "POST" else 200,
    )


@require_POST
def contact_moment_verb(request: StaffRequest, pk: str, verb: str) -> HttpResponse:
    noted = get_object_or_404(ContactMoment.objects.visible_to(request.user), pk=pk)
    if verb == "withdraw":
        attempt(request, lambda: operations.withdraw_contact(noted, by=request.user, seen=seen_in(request)))
    else:
        attempt(request, lambda: operations.count_contact_again(noted, by=request.user))
    if "quick" in request.POST:
        return redirect(_quick_url(noted.pk, _back(request)))
    return redirect("contact_moment", pk=pk)


class _Tallied(NamedTuple):
    channel: ContactChannel
    number: int


def contact_tally(request: StaffRequest) -> HttpResponse:
    """Each tap counts one; for htmx what was counted alone. `undo` takes off what it names."""
    known = {"topics": request.GET.getlist("topics"), "municipality": request.GET.get("municipality")}
    form = TallyForm(request.POST or None, user=request.user, initial=known)
    refused = ""
    if undo := key_of(request.POST.get("undo")):
        noted = get_object_or_404(_theirs(request.user), pk=undo)
        done: Any = attempt(request, lambda: operations.withdraw_contact(noted, by=request.user))
    else:
        done = attempt(form, lambda: operations.note_contact(by=request.user, **form.cleaned_data))
        if request.method == "POST" and not done:
            refused = " ".join(str(text) for texts in form.errors.values() for text in texts)
    status = 422 if refused else 200
    if request.headers.get("HX-Request") and request.method == "POST":
        context = _tallies(request.user) | {"refused": refused, "oob": True}
        return render(request, "dossiers/contact_moments/tally_counts.html", context, status=status)
    if done:
        stays = {
            "topics": request.POST.getlist("topics"),
            "municipality": request.POST.get("municipality", ""),
        }
        return redirect(reverse("contact_tally", query=stays))
    context = {
        "form": form,
        "refused": refused,
        **_tallies(request.user),
        "breadcrumbs": [(CONTACT_MOMENTS.label, CONTACT_MOMENTS.url()), (_("Tallies"), None)],
    }
    return render(request, "dossiers/contact_moments/tally.html", context, status=status)


def _theirs(user: User) -> Any:
    return ContactMoment.objects.visible_to(user).of(user)


def _tallies(user: User) -> dict[str, Any]:
    """What they tallied today, by channel."""
    today = _theirs(user).counted().on_day_of(timezone.now()).filter(person=None)
    numbers = dict(today.order_by().values_list("channel").annotate(Count("pk")))
    return {
        "channels": [_Tallied(one, numbers.get(one.pk, 0)) for one in ContactChannel.objects.active()],
        "tallied": sum(numbers.values()),
        "last": today.for_list().order_by("-pk").first(),
    }


def _today(user: User) -> dict[str, Any]:
    today = _theirs(user).counted().on_day_of(timezone.now())
    return {
        "today": today.for_list().order_by("-at", "-pk")[:MOST_TODAY],
        "today_number": today.count(),
        "today_tallies": today.filter(person=None).count(),
    }


def _known(request: StaffRequest) -> dict[str, Any]:
    """Of the person or the address from whose page it comes; the municipality is that of the contact before,
    today."""
    last = _theirs(request.user).counted().on_day_of(timezone.now()).order_by("-pk").first()
    known: dict[str, Any] = {"municipality": last.municipality_id if last else None}
    if key := key_of(request.GET.get("person")):
        person = get_object_or_404(Person.objects.visible_to(request.user), pk=key)
        known |= {"person": person.pk, "address": person.address_id}
    if key := key_of(request.GET.get("address")):
        known["address"] = get_object_or_404(Address.objects.visible_to(request.user), pk=key).pk
    if known.get("address"):
        known["municipality"] = None  # it follows from the address
    return known


def _quick_url(counted: int, back: str) -> str:
    return reverse("contact_moment_new", query={"counted": counted, **({"back": back} if back else {})})


def _back(request: StaffRequest) -> str:
    """Where they were when they began: a page of ours, and not this one. The browser tells it at first; its
    address may have changed since the page was drawn."""
    asked = request.POST.get("back") or request.GET.get("back", "")
    came_from = urlsplit(request.headers.get("Referer", ""))
    if not asked and request.method == "GET" and came_from.netloc == request.get_host():
        asked = came_from._replace(scheme="", netloc="").geturl()
    parts = urlsplit(asked)
    if parts.path == reverse("contact_moment_new"):
        asked = parse_qs(parts.query).get("back", [""])[0]
    is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else ""
