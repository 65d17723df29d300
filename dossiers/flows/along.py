"""What of a train its next dossier may take along, such as works: chosen when it is opened."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise

from dossiers.flows.table import DossierType
from dossiers.models import Dossier, Journey
from oss.core.registry import Offer
from oss.staff.models import User


class Companion(NamedTuple):
    """`proposed`: it stands ticked until somebody decides otherwise."""

    key: int
    words: str
    proposed: bool


@dataclass(frozen=True)
class ComesAlong(Offer):
    """`choices`: what this user may take along from the journey to a dossier of this type. `bring` ties those
    with these keys to the new dossier, within its opening; it refuses what is not among them."""

    label: str | Promise
    choices: Callable[[Journey, DossierType, User], list[Companion]]
    bring: Callable[[Dossier, Collection[int], User], None]
