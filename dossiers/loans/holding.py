"""The loan as it is now, held for an operation; whose invoices it pays; and what its timeline is told."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.holding import lock_to_change
from dossiers.loans.terms import is_loan
from dossiers.models import Dossier
from dossiers.works.models import Invoice, Work
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


def invoices_of(dossier: Dossier) -> QuerySet[Invoice]:
    """Of the works on the dossier and of those that the loan pays."""
    works = Work.objects.filter(
        Q(pk__in=Work.objects.on_dossier(dossier).order_by().values("pk"))
        | Q(loan_purposes__loan__dossier=dossier)
    )
    return Invoice.objects.filter(work__in=works.order_by().values("pk"))


def tell(dossier: Dossier, kind: str, by: User, **data: str) -> None:
    record(dossier.case_file, kind, by=by, **data)
