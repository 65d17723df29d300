"""The loan as it is now, held for an operation; whose invoices it pays; and what its timeline is told."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.holding import lock_to_change
from dossiers.loans.account import AccountStanding
from dossiers.loans.terms import is_loan
from dossiers.models import Dossier
from dossiers.works.models import Invoice, Work
from oss.core.dates import written
from oss.core.partial_dates import not_in_the_future_nor_long_ago
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.timeline.operations import record

MAY_KEEP = "dossiers.keep_loanaccount"
NO_KEEPING = gettext_lazy("Your role may not note what happens to the money of a loan.")


def loan_held(dossier: Dossier, by: User) -> Dossier:
    """Refused where it is deactivated, or no loan."""
    held = lock_to_change(dossier, by)
    if not is_loan(held):
        raise Refused(_("Dossier %(number)s is no loan.") % {"number": held})
    return held


def works_of_loan(dossier: Dossier) -> QuerySet[Work]:
    """On the dossier, and those that the loan pays."""
    return Work.objects.filter(
        Q(pk__in=Work.objects.on_dossier(dossier).order_by().values("pk"))
        | Q(loan_purposes__loan__dossier=dossier)
    )


def invoices_of(dossier: Dossier) -> QuerySet[Invoice]:
    return Invoice.objects.filter(work__in=works_of_loan(dossier).order_by().values("pk"))


def not_before_signing(standing: AccountStanding, **days: date) -> None:
    """ValidationError at the field whose day is still to come, or lies before the loan was signed."""
    not_in_the_future_nor_long_ago(**days)
    signed = standing.agreed.signed_on
    for name, known in days.items():
        if signed is not None and known < signed:
            told = {"day": written(signed)}
            raise ValidationError({name: _("The loan was signed on %(day)s: check both dates.") % told})


def not_before_drawing(standing: AccountStanding, **days: date) -> None:
    """ValidationError at the field whose day is still to come, or lies before anything was paid out."""
    not_before_signing(standing, **days)
    first = min((one.on for one in standing.drawn), default=None)
    for name, known in days.items():
        if first is not None and known < first:
            told = {"day": written(first)}
            raise ValidationError({name: _("Nothing was paid out before %(day)s: check the date.") % told})


def tell(dossier: Dossier, kind: str, by: User, **data: str) -> None:
    record(dossier.case_file, kind, by=by, **data)
