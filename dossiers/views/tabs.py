"""The six tabs that every dossier has, and what their templates read."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.flows.papers import PapersToCome
from dossiers.flows.tabs import DossierTab
from dossiers.forms.editing import StakeholderForm
from dossiers.forms.parts import CONTACT
from dossiers.models import Dossier, Journey, Stakeholder
from dossiers.views.addresses import addresses_of
from dossiers.views.blocks import Anchor
from dossiers.views.case_files import files_of
from dossiers.views.dwelling import dwelling_of
from dossiers.views.page import is_own_only, owners_on
from dossiers.views.people import chips_of
from dossiers.views.referrals import following_referrals, referrals_of
from dossiers.views.relations import relations_of
from dossiers.views.tab_form import TabForm
from dossiers.views.train import train_of
from dossiers.waiting.block import anchors, waiting_of
from oss.core.components import PersonChip
from oss.core.registry import offered
from oss.documents.forms import ArrivingForm, DescribeForm
from oss.staff.http import StaffRequest

DESCRIBE_ID = "describe-%s"
"""Upload and description ask the same: on one page the ids of their fields differ."""


def _contact(request: StaffRequest, found: Dossier, form: TabForm) -> dict[str, Any]:
    contact = form.of(CONTACT)
    dwelling = dwelling_of(request, found)
    return {
        "stakeholders": _parties(contact.stakeholders),
        "stakeholder_form": StakeholderForm(),
        **addresses_of(request, found),
        **dwelling,
        "blocks": [
            *([Anchor("dwelling", _("The dwelling"))] if dwelling else []),
            Anchor("addresses", _("Additional addresses")),
            Anchor("stakeholders-heading", _("Stakeholders")),
        ],
    }


def _parties(stakeholders: list[Stakeholder]) -> list[tuple[Stakeholder, PersonChip]]:
    chips = chips_of(stakeholders)
    return [(one, chips[one.pk]) for one in stakeholders]


def _journey(request: StaffRequest, found: Dossier, _form: TabForm) -> dict[str, Any]:
    wagons = found.journey.dossiers.telling_apart(request.user)
    others = Journey.objects.visible_to(request.user).exclude(pk=found.journey_id)
    return {
        "train": train_of(
            found.journey, list(wagons.for_list().order_by("number")), request.user, current=found
        ),
        **relations_of(request, found, may_change=_may_change(request, found)),
        "other_journeys": list(others.filter(address=found.site_address).for_list()[:20])
        if found.site_address
        else [],
        "blocks": [
            Anchor("related", _("Related dossiers")),
            Anchor("around-heading", _("Other dossiers")),
            Anchor("other-journeys", _("Other journeys")),
        ],
    }


def _files(request: StaffRequest, found: Dossier, _form: TabForm) -> dict[str, Any]:
    return {
        "filed_documents": files_of(owners_on(found, own_only=is_own_only(request)), request.user),
        "upload_form": ArrivingForm(auto_id="upload-%s"),
        "describe_form": DescribeForm(user=request.user, auto_id=DESCRIBE_ID),
        "ticked": frozenset(),
        "summary": found.summary_requests.last(),
        "papers": [
            told
            for one in offered(PapersToCome).values()
            if (told := one.of(found, request.user)) is not None
        ],
    }


def _info(request: StaffRequest, found: Dossier, _form: TabForm) -> dict[str, Any]:
    waiting = waiting_of(request, found)
    return {
        **waiting,
        "referrals": referrals_of(found, may_change=_may_change(request, found)),
        "following": following_referrals(found),
        "blocks": [*anchors(waiting), Anchor("referrals-heading", _("Referrals"))],
    }


def _may_change(request: StaffRequest, found: Dossier) -> bool:
    return found.is_active and request.user.has_perm("dossiers.change_dossier")


TABS = (
    DossierTab("request", gettext_lazy("Dossier info"), 10),
    DossierTab("contact", gettext_lazy("Contact details"), 20, "dossiers/tab_contact.html", _contact),
    DossierTab("journey", gettext_lazy("Journey"), 30, "dossiers/tab_journey.html", _journey),
    DossierTab("timeline", gettext_lazy("Timeline"), 40, "dossiers/tab_timeline.html"),
    DossierTab("files", gettext_lazy("Files"), 50, "dossiers/tab_files.html", _files),
    DossierTab(
        "info", gettext_lazy("Request"), 60, "dossiers/tab_request.html", _info, sent_to="information"
    ),
)
