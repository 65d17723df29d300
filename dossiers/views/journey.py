"""One journey: its train, its stakeholders and its timeline."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from dossiers.models import Journey
from dossiers.owners import owner_of, owner_of_journey
from dossiers.views.case_files import files_of, timeline_of
from dossiers.views.people import chips_of
from dossiers.views.train import told_apart, train_of
from oss.staff.http import StaffRequest
from oss.timeline.http import asks_for_older, send_older


def journey(request: StaffRequest, number: str) -> HttpResponse:
    found = get_object_or_404(
        Journey.objects.visible_to(request.user).for_list().select_related("case_file"), number=number
    )
    wagons = list(found.dossiers.telling_apart(request.user).for_list().order_by("number"))
    owners = {found.case_file_id: owner_of_journey(found)}
    owners |= {one.case_file_id: owner_of(one) for one in told_apart(wagons)[0]}
    timeline = timeline_of(request, owners, reverse("journey", args=[number]))
    if asks_for_older(request):
        return send_older(request, timeline)
    stakeholders = list(found.stakeholders.current().for_list())
    chips = chips_of(stakeholders)
    return render(
        request,
        "dossiers/journey.html",
        {
            "journey": found,
            "train": train_of(found, wagons, request.user),
            "filed_documents": files_of(owners, request.user),
            "stakeholders": [(one, chips[one.pk]) for one in stakeholders],
            "next_url": f"{reverse('dossier_new')}?on={found.number}",
            "timeline": timeline,
        },
    )
