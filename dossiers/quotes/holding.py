"""The quote as it is now, held for an operation, and what a page of it shows."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from dossiers.models import Dossier, DossierQuerySet
from dossiers.quotes.models import Quote, QuoteAnswer, QuoteLine
from dossiers.works.models import Work, WorkDossier
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.rights import hold


def hold_quote(quote: Quote | int, by: User | None) -> Quote:
    return hold(Quote.objects.select_related("contractor"), quote, by=by)


def newest_of(dossiers: DossierQuerySet, by: User | None) -> Dossier | None:
    """The newest of these that they read: what they ask and write there, they find again. Where they read
    none of them, the newest, whose readers follow it up; so for the shop itself."""
    newest = dossiers.select_related("case_file", "assignee").order_by("-pk")
    return (by and newest.visible_to(by).first()) or newest.first()


def check_not_set_aside(works: Collection[Work | int]) -> None:
    """Refused where these works are on dossiers that are all deactivated: those are read only."""
    found = WorkDossier.objects.filter(work__in=works).values_list("dossier__number", "dossier__is_active")
    on = dict(found.order_by("dossier__number"))
    if on and not any(on.values()):
        raise Refused(
            _("Deactivated, so read only: %(dossiers)s. Reactivate one of them first.")
            % {"dossiers": ", ".join(on)}
        )


def rows_of(quote: Quote) -> list[Any]:
    """What a page of the quote shows: compared with what was seen."""
    parts = quote.parts.order_by("pk")
    return [
        quote,
        *parts,
        *QuoteAnswer.objects.filter(part__quote=quote).order_by("pk"),
        *QuoteLine.objects.filter(part__quote=quote).order_by("pk"),
    ]
