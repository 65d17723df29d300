"""Obligations of loans on the page of an address or a building, and in *Panden*."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.loans.duties import until
from dossiers.loans.models import Obligation
from dossiers.loans.tabs import obligations_table
from oss.addresses.models import Address, Building
from oss.core.components import ListTable
from oss.core.dates import written
from oss.core.parameters import Figures, known_figures
from oss.staff.models import User
from oss.timeline.models import READ_FINANCIAL


def obligations_at(place: Address | Building, user: User) -> ListTable | None:
    """Those of the loans there; of who is of no financial role only what the law asks, without what was
    noted with it. None without one."""
    where = Q(dossier__site_address=place)
    if isinstance(place, Building):
        where = Q(dossier__site_address__building=place)
    rows = list(Obligation.objects.told_to(user).filter(where).select_related("dossier"))
    if not rows:
        return None
    leads = user.has_perm(READ_FINANCIAL)
    return obligations_table(rows, known_figures(), timezone.localdate(), may=leads, with_notes=leads)


def duties_of(addresses: Collection[int], user: User, figures: Figures) -> dict[int, list[str]]:
    """Those that are still to be met, by the key of the address: each in a few words. One query."""
    found: dict[int, list[str]] = defaultdict(list)
    today = timezone.localdate()
    rows = Obligation.objects.told_to(user).unmet().filter(dossier__site_address__in=addresses)
    for one in rows.select_related("dossier"):
        ends = until(one, figures, today=today)
        told = _("until %(day)s") % {"day": written(ends.day)} if ends else _("term to be filled in")
        found[one.dossier.site_address_id or 0].append(f"{one}: {told}")
    return found
