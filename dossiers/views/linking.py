"""Hanging a mail on a dossier that exists: what is proposed first, with why, any other by searching."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.askers import askers_of
from dossiers.forms.linking import LinkForm
from dossiers.models import Dossier
from dossiers.operations.opening import link_item
from oss.core.acting import attempt
from oss.core.components import LookupOption
from oss.core.keys import key_of
from oss.core.lookup import answer
from oss.core.narrowing import keys_of_few, with_keys
from oss.mail.writers import other_replies
from oss.queues.models import QueueItem
from oss.queues.ticked import attachments_of, ticked_attachments
from oss.staff.asked_often import asked_often
from oss.staff.http import StaffRequest
from oss.timeline.conversations.matching import MailProposal, proposals
from oss.timeline.owners import owners_of

MOST = 20


def dossier_lookup(request: StaffRequest) -> JsonResponse:
    """Dossiers found by number, contact or street."""

    def find(text: str) -> list[LookupOption]:
        found = Dossier.objects.visible_to(request.user).active().matching(text)
        keys = keys_of_few(found)
        if keys is None or len(keys) > MOST:  # by number alone, before what is told of them is read
            few = found if keys is None else Dossier.objects.filter(with_keys(keys))
            keys = list(few.order_by("-number").values_list("pk", flat=True)[:MOST])
        return [dossier_option(dossier) for dossier in _newest(keys)] if keys else []

    return answer(request, find)


@asked_often
def _newest(keys: list[int]) -> QuerySet[Dossier]:
    found = Dossier.objects.filter(with_keys(keys)).select_related(
        "subtype",
        "main_contact__person",
        "main_contact__organisation",
        "site_address__street__municipality",
    )
    return found.order_by("-number")[:MOST]


def dossier_option(dossier: Dossier) -> LookupOption:
    about = (
        str(dossier.main_contact.name if dossier.main_contact else ""),
        str(dossier.site_address or ""),
        str(dossier.subtype or dossier.get_type_display()),
        str(dossier.stage_label),
    )
    return LookupOption(
        str(dossier.pk), dossier.number, " · ".join(part for part in about if part), dossier.flow.icon
    )


def dossier_link(request: StaffRequest, item: int) -> HttpResponse:
    """Asks on which dossier the mail belongs, and hangs it there."""
    found = get_object_or_404(QueueItem.objects.visible_to(request.user).for_list(), pk=item)
    form = LinkForm(_chosen(request), user=request.user)
    askers = askers_of(found, request.user)
    owner = owners_of([found.case_file_id]).get(found.case_file_id) if found.case_file_id else None
    others = QueueItem.objects.visible_to(request.user).in_conversation_of(found).count()
    how = request.POST.get("how", "all")
    if request.method == "POST" and form.is_valid():
        dossier = form.cleaned_data["dossier"]
        if attempt(
            form,
            lambda: link_item(
                found,
                dossier,
                by=request.user,
                attachments=ticked_attachments(found, request),
                seen=key_of(request.POST.get("seen")),
                instead=owner is not None and how != "also",
                with_conversation=how == "all",
            ),
        ):
            messages.success(
                request, _("The mail hangs on dossier %(number)s now.") % {"number": dossier.number}
            )
            return redirect(f"{reverse('dossier', args=[dossier.number])}?tab=timeline")
    return render(
        request,
        "dossiers/link.html",
        {
            "item": found,
            **mail_beside(request, found),
            "form": form,
            "askers": askers,
            "proposed": _proposed(request, found),
            "owner": owner,
            "others": others,
            "how": how,
            "back_url": found.url_for("all"),
            "breadcrumbs": [
                (found.queue.name, found.url_for("all")),
                (_("Link to a dossier"), None),
            ],
        },
        status=422 if request.method == "POST" else 200,
    )


def mail_beside(request: StaffRequest, item: QueueItem | None) -> dict[str, Any]:
    """Where its answers go, and its attachments: all are ticked, until a form that came back says which."""
    message = item.message if item else None
    return {
        "replies": other_replies(message, message.addresses.all()) if message else [],
        "attachments": attachments_of(item) if item else [],
        "filed": set(),
        "ticked": ticked_attachments(item, request) if item and request.method == "POST" else None,
    }


def _chosen(request: StaffRequest) -> QueryDict | None:
    """What was posted; a proposal's button counts as that dossier, whatever stands in the search field."""
    if request.method != "POST":
        return None
    typed = request.POST.copy()
    if "proposed" in typed:
        typed["dossier"] = str(typed["proposed"])
    return typed


def _proposed(request: StaffRequest, item: QueueItem) -> list[tuple[Dossier, MailProposal]]:
    """Where the mail may belong, the likeliest first."""
    told = proposals(item.message, request.user) if item.message else []
    found = Dossier.objects.visible_to(request.user).active().for_list()
    by_case_file = {
        one.case_file_id: one for one in found.filter(case_file__in=[one.case_file for one in told])
    }
    return [(by_case_file[one.case_file], one) for one in told if one.case_file in by_case_file]
