"""What dossiers offer to the shared registries."""

from django.core.checks import Tags
from django.core.checks import register as register_check
from django.utils.translation import gettext_lazy as _

from dossiers import (
    checks,
    held,  # noqa: F401 - says it
    movers,
)
from dossiers.figures import dossier_figures
from dossiers.flows.parts import common_parts
from dossiers.flows.table import FLOWS, STAGE_LABELS
from dossiers.flows.tabs import tabs
from dossiers.flows.verbs import VERBS
from dossiers.forms.parts import COMMON
from dossiers.home import my_dossiers, my_tasks
from dossiers.lists import DOSSIERS, DOSSIERS_OF_TYPE, JOURNEYS
from dossiers.owners import deactivated_dossiers, dossiers_of, journeys_of
from dossiers.panels import documents_of, involvements, new_dossier
from dossiers.places import cases_at
from dossiers.recent_addresses import of_journeys
from dossiers.reference import load_lists
from dossiers.types import in_each_room
from dossiers.views.tabs import TABS
from oss.addresses.panels import linked_cases
from oss.addresses.typeahead import recent_choices
from oss.contacts.panels import Panel, panels
from oss.core.demo import DemoLoader, demo_loaders
from oss.core.navigation import (
    CreateEntry,
    NavigationEntry,
    SearchPlace,
    create_menu,
    navigation,
    search_places,
)
from oss.core.record_actions import record_actions
from oss.core.reference import Loader, loaders
from oss.lists.declaration import lists
from oss.queues.actions import ItemAction, item_actions
from oss.staff.admin_site import admin_figures
from oss.staff.grants import grant
from oss.staff.home import home_parts
from oss.staff.roles import ADMINISTRATOR, ALL_STAFF, COORDINATION
from oss.timeline.owners import owners, set_aside
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
grant("dossiers.stakeholder", view=ALL_STAFF, add=ALL_STAFF, change=ALL_STAFF)
for name in ("source", "acquaintance", "capacity", "topic", "firstaction", "reason", "subtype"):
    grant(f"dossiers.{name}", view=ALL_STAFF, add=ADMINISTRATOR, change=ADMINISTRATOR)
grant("dossiers.project", view=ALL_STAFF, add=COORDINATION, change=COORDINATION)

for part in COMMON:
    common_parts.register(part.name, part)
for tab in TABS:
    tabs.register(tab.name, tab)
in_each_room("profile")  # which register themselves
register_check(checks.subtypes_have_a_profile_of_their_type, Tags.database)
recent_choices.register("journeys", of_journeys)
demo_loaders.register("dossiers", DemoLoader("dossiers", 40, "dossiers.demo.load_dossiers"))
loaders.register("dossier lists", Loader("dossier lists", 20, load_lists))

event_kind("journey_opened", icon="train", chip="step", text=_("Journey {journey} opened"))
event_kind("dossier_opened", icon="folder-plus", chip="step", text=_("Dossier {dossier} opened: {subtype}"))
event_kind("dossier_assigned", icon="user", chip="step", text=_("Dossier {dossier} given to {assignee}"))
event_kind("dossier_waits", icon="clock-pause", chip="step", text=_("Dossier {dossier} waits for {other}"))
event_kind("stakeholder_added", icon="user-plus", chip="step", text=_("{name} added as {capacity}"))
for verb in VERBS.values():
    event_kind(
        f"dossier_{verb.name}",
        icon=verb.icon,
        chip="step",
        text=verb.told,
        words=lambda data: {"stage": STAGE_LABELS.get((data.get("type", ""), data.get("stage", "")), "…")},
    )

navigation.register("journeys", NavigationEntry(_("Journeys"), "train", 20, "journeys"))
for order, flow in enumerate(FLOWS.values(), start=30):
    navigation.register(
        flow.type.value,
        NavigationEntry(
            flow.plural,
            flow.icon,
            order,
            "dossiers_of_type",
            (flow.type.value,),
            group=_("Climate dossiers"),
            hue=flow.type.value,
        ),
    )
navigation.register(
    "dossiers",
    NavigationEntry(
        _("All dossiers"),
        "folder",
        38,
        "dossiers",
        group=_("Climate dossiers"),
    ),
)
navigation.register(
    "works",
    NavigationEntry(
        _("Works"),
        "tools",
        40,
        text=_("Renovation measures and studies: advised, quoted, decided, executed, checked."),
    ),
)
create_menu.register("dossier", CreateEntry(_("Dossier"), "folder-plus", -1, "dossier_new"))

search_places.register(
    "dossiers",
    SearchPlace(
        _("Climate dossiers"),
        "folder",
        0,
        "dossiers",
        DOSSIERS.url_searching,
        _("number, who is involved, address"),
    ),
)
for definition in (DOSSIERS, *DOSSIERS_OF_TYPE, JOURNEYS):
    lists.register(definition.name, definition)

item_actions.register(
    "dossier_new",
    ItemAction(
        _("New dossier"),
        "folder-plus",
        "n",
        "dossier_new",
        lambda item: {"query": {"item": item.pk}},
    ),
)
item_actions.register(
    "dossier_link",
    ItemAction(
        _("Link"),
        "link",
        "l",
        "dossier_link",
        lambda item: {"args": [item.pk]},
    ),
)
movers.register()
home_parts.register("tasks", my_tasks)
home_parts.register("dossiers", my_dossiers)
admin_figures.register("dossiers", dossier_figures)
owners.register("dossiers", dossiers_of)
owners.register("journeys", journeys_of)
set_aside.register("dossiers", deactivated_dossiers)
record_actions.register("dossier_new", new_dossier)
linked_cases.register("dossiers", cases_at)
panels.register("dossiers", Panel(_("Journeys and dossiers"), 10, involvements, beside=True))
panels.register("documents", Panel(_("Documents"), 30, documents_of))
