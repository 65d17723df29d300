"""What the checklist of papers offers, to the packages below and to the dossier page."""

from django.utils.translation import gettext_lazy as _

from dossiers.checklist import held  # noqa: F401 - says it
from dossiers.checklist.block import papers_to_come
from dossiers.checklist.reference import load_papers
from dossiers.flows.papers import PapersToCome
from oss.core.reference import Loader
from oss.core.registry import offer
from oss.staff.grants import grant
from oss.staff.roles import ALL_STAFF, COORDINATION, FINANCIAL
from oss.timeline.vocabulary import event_kind

grant("dossiers.sheetpaper", view=ALL_STAFF, add=COORDINATION, change=COORDINATION)
grant("dossiers.askedpaper", view=FINANCIAL, add=FINANCIAL, change=FINANCIAL)

offer(
    PapersToCome("checklist", papers_to_come),
    Loader("papers of sheets", 45, load_papers),
)
event_kind(
    "papers_listed",
    icon="list-check",
    chip="step",
    text=_("Papers on the checklist of {dossier}: {count} more"),
)
event_kind("papers_asked", icon="send", chip="step", text=_("Papers of {dossier} asked: {count}"))
event_kind("papers_received", icon="file", chip="step", text=_("Papers of {dossier} received: {count}"))
