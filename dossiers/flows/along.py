"""What a new dossier may take along, chosen as it opens: works of its train, who decides in its building."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise

from dossiers.models import Dossier, Journey, Subtype
from oss.addresses.models import Address
from oss.contacts.models import Organisation
from oss.core.registry import Offer
from oss.staff.models import User


class OpeningSoFar(NamedTuple):
    """What is filled in so far of an opening."""

    subtype: Subtype
    journey: Journey | None = None
    address: Address | None = None
    organisation: Organisation | None = None


class Companion(NamedTuple):
    """`proposed`: it stands ticked until somebody decides otherwise."""

    key: int
    words: str
    proposed: bool


@dataclass(frozen=True)
class ComesAlong(Offer):
    """`choices`: what this user may take along to what is asked. `bring` ties those with these keys to the
    new dossier, within its opening; it refuses what is not among them."""

    label: str | Promise
    choices: Callable[[OpeningSoFar, User], list[Companion]]
    bring: Callable[[Dossier, Collection[int], User], None]


@dataclass(frozen=True)
class OpeningNote:
    """What the page of opening says about what is asked; `is_warning` where it is most likely a mistake."""

    text: str
    is_warning: bool = False
    link: str = ""
    url: str = ""


@dataclass(frozen=True)
class TellsAtOpening(Offer):
    notes: Callable[[OpeningSoFar, User], list[OpeningNote]]
