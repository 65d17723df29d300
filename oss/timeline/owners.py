"""Whose case file it is: packages that own case files say how theirs is called and where it opens."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from oss.core.registry import Offer, offered
from oss.staff.models import User


@dataclass(frozen=True)
class Owner:
    """How it is called and where it opens; `read_only`: its case file takes no changes now."""

    label: str
    url: str
    icon: str
    hue: str = ""
    detail: str = ""
    read_only: bool = False


@dataclass(frozen=True)
class CaseFileOwners(Offer):
    """`of` gives the owners it knows by the key of their case file; one query for all."""

    of: Callable[[Collection[int]], Mapping[int, Owner]]


@dataclass(frozen=True)
class CaseFilesAbout(Offer):
    """`person` gives, of a person, which case files are about them."""

    person: Callable[[Any], Q]


@dataclass(frozen=True)
class HandledBy(Offer):
    """`case_files` gives, of a colleague, the keys of the case files that are theirs to handle: what is
    shielded there is theirs to read."""

    case_files: Callable[[User], QuerySet[Any, Any]]


@dataclass(frozen=True)
class AnswersGoTo(Offer):
    """`handler` gives who handles what has that case file, and so what is answered about it; None where
    nobody does, or where it is of another package."""

    handler: Callable[[int], User | None]


@dataclass(frozen=True)
class SetAside(Offer):
    """`rows` gives rows with a `case_file` on which nobody works now: its tasks leave the lists of work."""

    rows: Callable[[], QuerySet[Any]]


def handler_of(case_file: int) -> User | None:
    found = (one.handler(case_file) for one in offered(AnswersGoTo).values())
    return next((one for one in found if one is not None), None)


def owners_of(case_files: Collection[int]) -> dict[int, Owner]:
    """Asks each package in turn for what is still unknown."""
    found: dict[int, Owner] = {}
    for one in offered(CaseFileOwners).values():
        if unknown := set(case_files) - found.keys():
            found |= one.of(unknown)
    return found
