"""What dossiers offer to the packages below."""

from django.core.checks import Tags
from django.core.checks import register as register_check
from django.utils.translation import gettext_lazy as _

from dossiers import (
    checks,
    held,  # noqa: F401 - says it
    movers,
    parameters,  # noqa: F401 - declares them
)
from dossiers.by_two.home import second_pair
from dossiers.checklist import offers as _checklist  # noqa: F401 - which offers what is theirs
from dossiers.contact_moments import offers as _contact_moments  # noqa: F401 - likewise
from dossiers.figures import dossier_figures
from dossiers.flows.table import FLOWS, STAGE_LABELS
from dossiers.flows.verbs import VERBS
from dossiers.forms.parts import COMMON
from dossiers.forms.shared import HOUSEHOLD
from dossiers.home import my_dossiers, my_tasks
from dossiers.incomes import offers as _incomes  # noqa: F401 - likewise
from dossiers.lists import DOSSIERS, DOSSIERS_OF_TYPE, JOURNEYS
from dossiers.loans import offers as _loans  # noqa: F401 - likewise
from dossiers.mail_matching import named_by_who_is_known, reasons_of
from dossiers.owners import (
    deactivated_dossiers,
    dossiers_of,
    handled_dossiers,
    handler_of_dossier,
    journeys_of,
    journeys_of_handled_dossiers,
)
from dossiers.panels import documents_of, involvements, new_dossier
from dossiers.places import cases_at
from dossiers.properties import properties_of
from dossiers.quotes import offers as _quotes  # noqa: F401 - likewise
from dossiers.recent_addresses import of_journeys
from dossiers.reference import load_lists, load_task_templates, load_what_opens
from dossiers.schemes import offers as _schemes  # noqa: F401 - likewise
from dossiers.shield import offers as _shield  # noqa: F401 - likewise
from dossiers.surveys import offers as _surveys  # noqa: F401 - likewise
from dossiers.types import in_each_room
from dossiers.views.tabs import TABS
from dossiers.waiting import offers as _waiting  # noqa: F401 - likewise
from dossiers.works import offers as works  # noqa: F401 - offers them
from oss.addresses.panels import CasesPanel
from oss.addresses.typeahead import RecentChoices
from oss.contacts.panels import Panel
from oss.core.demo import DemoLoader
from oss.core.navigation import CreateEntry, NavigationEntry, SearchPlace
from oss.core.record_actions import OnRecord
from oss.core.reference import Loader
from oss.core.registry import offer
from oss.queues.actions import ItemAction
from oss.staff.admin_site import AdminFigures
from oss.staff.grants import grant
from oss.staff.home import OnDashboard
from oss.staff.roles import ADMINISTRATOR, ALL_STAFF, COORDINATION
from oss.timeline.conversations.matching import MailReasons, SureMatch
from oss.timeline.models import MatchedBy
from oss.timeline.owners import AnswersGoTo, CaseFileOwners, HandledBy, SetAside
from oss.timeline.vocabulary import event_kind

grant("dossiers.journey", view=ALL_STAFF, add=ALL_STAFF, change=ALL_STAFF)
grant(
    "dossiers.dossier",
    view=ALL_STAFF,
    add=ALL_STAFF,
    change=ALL_STAFF,
    deactivate=ALL_STAFF,
    reopen=ALL_STAFF,
)
grant("dossiers.household", view=ALL_STAFF)
grant("dossiers.stakeholder", view=ALL_STAFF, add=ALL_STAFF, change=ALL_STAFF)
for name in (
    "source",
    "acquaintance",
    "capacity",
    "topic",
    "motive",
    "nextstep",
    "firstaction",
    "reason",
    "referralproduct",
    "relationkind",
    "subtype",
    "tasktemplate",
):
    grant(f"dossiers.{name}", view=ALL_STAFF, add=ADMINISTRATOR, change=ADMINISTRATOR)
grant("dossiers.project", view=ALL_STAFF, add=COORDINATION, change=COORDINATION)

offer(HOUSEHOLD, *COMMON, *TABS)
in_each_room("profile")  # which offer themselves
register_check(checks.subtypes_have_a_profile_of_their_type, Tags.database)
offer(
    RecentChoices("journeys", of_journeys),
    DemoLoader("dossiers", 40, "dossiers.demo.load_dossiers"),
    DemoLoader("advice", 55, "dossiers.types.advice.demo.load_advice"),
    Loader("dossier lists", 20, load_lists),
    Loader("what opens a dossier", 30, load_what_opens),
    Loader("task templates", 30, load_task_templates),
)

event_kind("journey_opened", icon="train", chip="step", text=_("Journey {journey} opened"))
event_kind("dossier_opened", icon="folder-plus", chip="step", text=_("Dossier {dossier} opened: {subtype}"))
event_kind("dossier_assigned", icon="user", chip="step", text=_("Dossier {dossier} given to {assignee}"))
event_kind("dossier_waits", icon="clock-pause", chip="step", text=_("Dossier {dossier} waits for {other}"))
event_kind(
    "dossier_referred", icon="arrow-forward-up", chip="step", text=_("Referred to {to} for: {product}")
)
event_kind("referral_removed", icon="trash", chip="step", text=_("Referral to {to} for {product} removed"))
event_kind(
    "dossiers_related", icon="link", chip="step", text=_("Dossier {dossier} related to {other}: {relation}")
)
event_kind(
    "dossiers_related_no_more",
    icon="circle-x",
    chip="step",
    text=_("Dossier {dossier} no longer related to {other} ({relation})"),
)
event_kind("stakeholder_added", icon="user-plus", chip="step", text=_("{name} added as {capacity}"))
event_kind(
    "addresses_added", icon="map-pin", chip="step", text=_("Also about, in dossier {dossier}: {addresses}")
)
event_kind(
    "address_removed", icon="map-pin", chip="step", text=_("No longer about, in dossier {dossier}: {address}")
)
for verb in VERBS.values():
    event_kind(
        f"dossier_{verb.name}",
        icon=verb.icon,
        chip="step",
        text=verb.told,
        words=lambda data: {"stage": STAGE_LABELS.get((data.get("type", ""), data.get("stage", "")), "…")},
    )

offer(NavigationEntry("journeys", _("Journeys"), "train", 20, "journeys"))
for order, flow in enumerate(FLOWS.values(), start=30):
    offer(
        NavigationEntry(
            flow.type.value,
            flow.plural,
            flow.icon,
            order,
            "dossiers_of_type",
            (flow.type.value,),
            group=_("Climate dossiers"),
            hue=flow.type.value,
        )
    )
offer(
    NavigationEntry(
        "dossiers",
        _("All dossiers"),
        "folder",
        38,
        "dossiers",
        group=_("Climate dossiers"),
    ),
    CreateEntry("dossier_new", _("Dossier"), "folder-plus", -1),
    DOSSIERS,
    *DOSSIERS_OF_TYPE,
    JOURNEYS,
    SearchPlace(
        "dossiers",
        _("Climate dossiers"),
        "folder",
        0,
        DOSSIERS.url_searching,
        _("number, who is involved, address"),
    ),
    ItemAction(
        "dossier_new", _("New dossier"), "folder-plus", "n", lambda item: {"query": {"item": item.pk}}
    ),
    ItemAction("dossier_link", _("Link"), "link", "l", lambda item: {"args": [item.pk]}),
    OnDashboard("tasks", my_tasks),
    OnDashboard("dossiers", my_dossiers),
    OnDashboard("by two", second_pair),
    AdminFigures("dossiers", dossier_figures),
    CaseFileOwners("dossiers", dossiers_of),
    CaseFileOwners("journeys", journeys_of),
    HandledBy("dossiers", handled_dossiers),
    HandledBy("journeys", journeys_of_handled_dossiers),
    AnswersGoTo("dossiers", handler_of_dossier),
    SureMatch("dossier number", MatchedBy.NUMBER, named_by_who_is_known),
    MailReasons("dossiers", reasons_of),
    SetAside("dossiers", deactivated_dossiers),
    OnRecord("dossier_new", new_dossier),
    CasesPanel("dossiers", cases_at),
    Panel("dossiers", _("Journeys and dossiers"), 10, involvements, beside=True),
    Panel("properties", _("Properties"), 20, properties_of),
    Panel("documents", _("Documents"), 30, documents_of),
)
movers.register()
