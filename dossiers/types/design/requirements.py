"""What a project design must hold before it goes on, and before it is completed."""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.requirements import require
from dossiers.models import Dossier
from dossiers.types.design.standing import WorkNow, design_of, open_studies, plan_now, works_now

REQUEST = ("design_works",)
STUDIES = ("studies_received",)
QUOTES = ("quote_received", "works_decided")
FINANCING = ("plan_adds_up",)


def _studies_received(dossier: Dossier) -> bool:
    """All that are needed; none are only where somebody says so."""
    number, still_open = open_studies(dossier)
    return not still_open if number else design_of(dossier).no_studies


def _quote_received(dossier: Dossier) -> bool:
    """Of one work at least, unless none waits for a contractor."""
    if design_of(dossier).no_quote_because:
        return True
    works = works_now(dossier)
    waiting = [work for work in works if work.goes_on is not False and not work.needs_no_quote]
    return not waiting or any(work.has_quote for work in works)


def _works_decided(dossier: Dossier) -> bool:
    without_quote = bool(design_of(dossier).no_quote_because)
    return all(_is_decided(work, without_quote=without_quote) for work in works_now(dossier))


def _is_decided(work: WorkNow, *, without_quote: bool) -> bool:
    """Whether it goes on; if so with a chosen quote, where one is to be had."""
    if not work.goes_on:
        return work.goes_on is False
    return work.quote is not None or work.needs_no_quote or without_quote


def _plan_adds_up(dossier: Dossier) -> bool:
    return bool(design_of(dossier).gap_because) or plan_now(dossier).adds_up


require(
    "design_works",
    _("At least one work on the dossier"),
    lambda dossier: bool(works_now(dossier)),
    tab="studies",
)
require(
    "studies_received",
    _("Additional studies"),
    _studies_received,
    tab="studies",
    field="no_studies",
    may_lack=True,
)
require("quote_received", _("A quote received"), _quote_received, tab="quotes", field="no_quote_because")
require("works_decided", _("Every work decided"), _works_decided, tab="quotes")
require(
    "plan_adds_up",
    _("Financing plan that adds up"),
    _plan_adds_up,
    tab="financing",
    field="gap_because",
    may_lack=True,
)
