"""What a higher room does once a work is decided."""

from collections.abc import Callable
from dataclasses import dataclass

from dossiers.works.models import Work
from oss.core.registry import Offer
from oss.staff.models import User


@dataclass(frozen=True)
class OnceDecided(Offer):
    """`then`: within the transaction of the decision, of a work that is held; by whoever decided."""

    then: Callable[[Work, User | None], None]
