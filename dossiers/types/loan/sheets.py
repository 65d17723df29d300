"""Which sheet a loan is asked by, what it says, and which products are closed."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dossiers.asked_once import asked_once
from dossiers.loans.rules import maximum
from dossiers.models import Dossier, Subtype
from dossiers.schemes.models import SchemeVersion
from dossiers.types.loan.model import LoanDetail
from dossiers.types.loan.terms import DeskRole, LoanTerms
from oss.core.dates import written
from oss.core.money import euros, plainly
from oss.staff.models import User
from oss.timeline.operations import log_reading

PREPARED = "loan_preparation"
"""The profile of help with an application that is no product of ours."""


def loan_of(dossier: Dossier) -> LoanDetail:
    """Its row; an empty one where it was never stored."""
    held: LoanDetail | None = getattr(dossier, "loan", None)
    return held or LoanDetail(dossier=dossier, dossier_type=dossier.type)


def terms_of(dossier: Dossier) -> LoanTerms | None:
    """Those of its own sheet, whatever holds today."""

    def ask() -> LoanTerms | None:
        sheet = loan_of(dossier).sheet_id
        rows = LoanTerms.objects.select_related("version__scheme", "successor")
        return rows.filter(pk=sheet).first() if sheet else None

    return asked_once(dossier, "loan_terms", ask)


def role_of(dossier: Dossier) -> str:
    """What the desk does of it; empty where nobody told."""
    if dossier.subtype is not None and dossier.subtype.profile == PREPARED:
        return DeskRole.PREPARATION
    terms = terms_of(dossier)
    return terms.loket_role if terms else ""


def is_ours(dossier: Dossier) -> bool:
    """The desk lends or manages it, or nobody told otherwise."""
    return role_of(dossier) not in {DeskRole.FOLLOW_UP, DeskRole.PREPARATION}


def sheets_for(subtype: Subtype | int | None, day: date) -> QuerySet[SchemeVersion]:
    """Those by which this product can be asked on a day."""
    found = SchemeVersion.objects.on(day).filter(loan_terms__in=LoanTerms.objects.of_product(subtype))
    return _open_on(found, day).select_related("scheme").order_by("scheme__position", "pk")


def _open_on(versions: Any, day: date) -> Any:
    still = (Q(closed_on=None) | Q(closed_on__gt=day)) & (Q(ask_until=None) | Q(ask_until__gte=day))
    return versions.filter(still, is_closed=False)


def has_sheets(dossier: Dossier) -> bool:
    """Whether there is one to choose among on the day of the application."""
    day = loan_of(dossier).asked_on or dossier.opened_on
    return asked_once(dossier, "loan_sheets", lambda: sheets_for(dossier.subtype_id, day).order_by().exists())


def closed_products() -> QuerySet[Any, Any]:
    """The keys of subtypes that have sheets, none of which can be asked by today."""
    today = timezone.localdate()
    can = _open_on(SchemeVersion.objects.on(today), today).values("pk")
    open_ones = LoanTerms.objects.filter(version__in=can, version__scheme__is_active=True).values("product")
    return Subtype.objects.filter(loan_terms__isnull=False).exclude(pk__in=open_ones).order_by().values("pk")


def why_product_closed(subtype: Subtype) -> str:
    told = _("“%(product)s” is closed: running loans stay, a new one cannot be asked.") % {"product": subtype}
    row = LoanTerms.objects.filter(product=subtype).exclude(successor=None).select_related("successor")
    following = row.first()
    if following is None:
        return told
    further = _("Its successor is “%(scheme)s”.") % {"scheme": following.successor}
    return f"{told} {further}"


class TermLine(NamedTuple):
    """One thing that the sheet says; `told` is empty where it is still to be filled in."""

    label: str
    told: str


def lines_of(terms: LoanTerms) -> list[TermLine]:
    return [TermLine(capfirst(str(label)), str(told or "")) for label, told in _lines(terms)]


def _lines(terms: LoanTerms) -> Iterator[tuple[Any, Any]]:
    label = {field.name: getattr(field, "verbose_name", "") for field in LoanTerms._meta.get_fields()}
    yield label["loket_role"], terms.get_loket_role_display()
    yield label["decided_by"], terms.decided_by
    yield label["signed_by"], terms.signed_by
    yield _("Amount"), _between(terms.min_amount, terms.max_amount)
    if terms.max_per_dwelling is not None:
        yield label["max_per_dwelling"], euros(terms.max_per_dwelling)
    yield label["max_months"], terms.max_months
    yield label["rate"], f"{plainly(terms.rate)} %" if terms.rate is not None else ""
    yield label["rate_rule"], terms.rate_rule
    yield label["repayment"], terms.get_repayment_display()
    yield label["max_drawdowns"], terms.max_drawdowns
    yield label["last_drawdown_months"], terms.last_drawdown_months
    yield label["min_dwelling_age"], terms.min_dwelling_age
    yield label["early_repayment_cost"], terms.early_repayment_cost
    for name in ("insurer", "fee"):
        if value := getattr(terms, name):
            yield label[name], value
    yield label["obligations"], terms.obligations


def _between(lowest: Decimal | None, highest: Decimal | None) -> str:
    if lowest is None and highest is None:
        return ""
    if lowest is None:
        return _("at most %(amount)s") % {"amount": euros(highest)}
    if highest is None:
        return _("at least %(amount)s") % {"amount": euros(lowest)}
    return _("%(lowest)s to %(highest)s") % {"lowest": euros(lowest), "highest": euros(highest)}


def said_by(version: SchemeVersion) -> str:
    """By which sheet, of which day, from which source."""
    since = written(version.valid_from) if version.valid_from else _("day not known")
    return _("sheet “%(scheme)s” (from: %(since)s) · %(source)s · checked %(day)s") % {
        "scheme": version.scheme,
        "since": since,
        "source": version.source,
        "day": written(version.checked_on),
    }


def most(dossier: Dossier) -> Decimal | None:
    """What can be lent by the sheet; None where it does not say it, or the dwellings are not told."""
    terms, loan = terms_of(dossier), loan_of(dossier)
    if terms is None:
        return None
    if terms.max_per_dwelling is not None and loan.dwellings is None:
        return None
    dwellings = loan.dwellings if terms.max_per_dwelling is not None else None
    return maximum(terms.max_amount, terms.max_per_dwelling, dwellings)


def log_budget(dossier: Dossier, *, by: User) -> None:
    """Who reads what a household earns is logged, once there is something to read."""
    if loan_of(dossier).income is not None:
        log_reading(dossier.case_file, _("Budget"), by=by)
