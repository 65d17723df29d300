"""What hides documents from people, beyond their roles; higher packages offer their own rules."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from oss.core.registry import Offer
from oss.staff.models import User


@dataclass(frozen=True)
class DocumentRule(Offer):
    """`allows` gives the condition that a document must meet for this user to see it; all must hold."""

    allows: Callable[[User], Q]


@dataclass(frozen=True)
class ShieldOpening(Offer):
    """`opens` gives the condition under which a shielded document is this user's to read, whatever their
    role; one of them is enough."""

    opens: Callable[[User], Q]
