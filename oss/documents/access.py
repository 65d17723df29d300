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
