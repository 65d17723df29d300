"""What works offer, to the packages below and to the dossier page."""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.along import ComesAlong
from dossiers.works import places
from dossiers.works.along import bring_works, works_for
from dossiers.works.dossier_tab import WORKS_TAB
from dossiers.works.lists import WORKS
from dossiers.works.photo_views import executed
from dossiers.works.tabs import WorkTab
from dossiers.works.views import about
from oss.core.demo import DemoLoader
from oss.core.navigation import NavigationEntry, SearchPlace
from oss.core.registry import offer
from oss.staff.grants import grant
from oss.staff.roles import ALL_STAFF, COORDINATION, Role
from oss.timeline.vocabulary import event_kind

DECIDING = COORDINATION | {Role.FILE_HANDLER, Role.COACH}

grant("dossiers.work", view=ALL_STAFF, add=ALL_STAFF, change=ALL_STAFF, decide=DECIDING)

places.register()
offer(
    DemoLoader("works", 45, "dossiers.works.demo.load_works"),
    WORKS,
    WORKS_TAB,
    ComesAlong("works", _("Works that come along"), works_for, bring_works),
    WorkTab("work", _("Work"), 10, "dossiers/works/about.html", about, of_past=True),
    WorkTab("execution", _("Decision and execution"), 30, "dossiers/works/execution.html", executed),
    NavigationEntry("works", _("Works"), "tools", 40, "works"),
    SearchPlace("works", _("Works"), "tools", 25, WORKS.url_searching, _("measure, description, address")),
)
event_kind("work_put_on", icon="tools", chip="step", text=_("Work “{work}” put on the dossier"))
event_kind("work_taken_off", icon="tools", chip="step", text=_("Work “{work}” taken off the dossier"))
event_kind("work_goes_on", icon="circle-check", chip="step", text=_("Work “{work}” goes on"))
event_kind("work_dropped", icon="ban", chip="step", text=_("Work “{work}” does not go on: {reason}"))
event_kind(
    "work_decision_withdrawn",
    icon="arrow-back-up",
    chip="step",
    text=_("Decision on work “{work}” withdrawn: {reason}"),
)
event_kind("work_started", icon="crane", chip="step", text=_("Work “{work}” started on {day}"))
event_kind("work_executed", icon="check", chip="step", text=_("Work “{work}” finished on {day}"))
event_kind(
    "work_taken_back", icon="arrow-back-up", chip="step", text=_("Work “{work}” is not that far after all")
)
