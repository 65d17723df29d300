"""What an address had already, beside what the rules of a subtype allow."""

from datetime import date
from typing import NamedTuple

from django.db.models import Sum
from django.utils import timezone

from dossiers.asked_once import asked_once
from dossiers.models import Dossier, Subtype
from dossiers.types.lending.stock import LendingRule, StockMove
from oss.core.dates import months_before

CONSUMABLE = "lending_consumable"
"""The profile of what is used up."""
PIECE = "lending_piece"
"""The profile of what is lent."""
SCAN = "lending_scan"
"""The profile of a thermal scan, for which a camera is lent."""
LENT_OUT = (PIECE, SCAN)
GIVEN_OUT = (CONSUMABLE, *LENT_OUT)
"""The profiles of what is handed out at the desk."""


class Limit(NamedTuple):
    """`had`: what the address had since that day, this dossier included."""

    had: int
    most: int
    since: date

    @property
    def is_over(self) -> bool:
        return self.had > self.most

    def after(self, more: int) -> "Limit":
        """As it is once so many more are given."""
        return self._replace(had=self.had + more)


def rule_of(dossier: Dossier) -> LendingRule | None:
    found = LendingRule.objects.filter(subtype=dossier.subtype_id)
    return asked_once(dossier, "lending_rule", found.first)


def limit_of(dossier: Dossier) -> Limit | None:
    """None where nothing is limited, or where there is no address to count at."""
    if dossier.subtype is None:
        return None
    return limit_at(dossier.subtype, dossier.site_address_id, rule_of(dossier))


def limit_at(subtype: Subtype, address: int | None, rule: LendingRule | None) -> Limit | None:
    """What the address had by now of what the subtype gives."""
    if rule is None or rule.most is None or address is None:
        return None
    since = months_before(timezone.localdate(), rule.months)
    there = Dossier.objects.active().filter(site_address=address, subtype=subtype)
    if subtype.profile == CONSUMABLE:
        moved = StockMove.objects.filter(dossier__in=there, at__date__gte=since)
        return Limit(-(moved.aggregate(sum=Sum("quantity"))["sum"] or 0), rule.most, since)
    return Limit(there.filter(opened_on__gte=since).count(), rule.most, since)
