"""Hanging a mail on a dossier that exists: the sender's own dossiers first, any other by searching."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.forms.linking import LinkForm
from dossiers.models import Dossier
from oss.addresses.lookup import answer
from oss.core.components import Option
from oss.core.refusal import Refused
from oss.queues import operations as queues
from oss.queues.models import QueueItem
from oss.staff.http import StaffRequest

MOST = 20
MOST_PROPOSED = 8


def dossier_lookup(request: StaffRequest) -> JsonResponse:
    """Dossiers found by number, contact or street."""

    def find(text: str) -> list[Option]:
        found = Dossier.objects.visible_to(request.user).active().matching(text).for_list()
        return [dossier_option(dossier) for dossier in found.order_by("-number")[:MOST]]

    return answer(request, find)


def dossier_option(dossier: Dossier) -> Option:
    about = (
        str(dossier.main_contact.name if dossier.main_contact else ""),
        str(dossier.site_address or ""),
        str(dossier.subtype or dossier.get_type_display()),
        str(dossier.stage_label),
    )
    return Option(
        str(dossier.pk), dossier.number, " · ".join(part for part in about if part), dossier.flow.icon
    )


def dossier_link(request: StaffRequest, item: int) -> HttpResponse:
    """Asks on which dossier the mail belongs, and hangs it there."""
    found = get_object_or_404(QueueItem.objects.visible_to(request.user).for_list(), pk=item)
    form = LinkForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        dossier = form.cleaned_data["dossier"]
        try:
            queues.link(found, case_file=dossier.case_file, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("The mail hangs on dossier %(number)s now.") % {"number": dossier.number}
            )
            return redirect(f"{reverse('dossier', args=[dossier.number])}?tab=timeline")
    return render(
        request,
        "dossiers/link.html",
        {
            "item": found,
            "form": form,
            "proposed": _proposed(request, found),
            "back_url": found.url_for("all"),
            "breadcrumbs": [
                (found.queue.name, found.url_for("all")),
                (_("Link to a dossier"), None),
            ],
        },
        status=422 if request.method == "POST" else 200,
    )


def _proposed(request: StaffRequest, item: QueueItem) -> list[Dossier]:
    """The dossiers of the sender, the newest first."""
    if item.message is None or not item.message.from_address:
        return []
    found = Dossier.objects.visible_to(request.user).active()
    found = found.involving_mail_address(item.message.from_address)
    return list(found.for_list().order_by("-number")[:MOST_PROPOSED])
