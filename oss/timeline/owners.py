"""Whose case file it is: packages that own case files say how theirs is called and where it opens."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from oss.core.registry import Registry


@dataclass(frozen=True)
class Owner:
    """How it is called and where it opens; `read_only`: its case file takes no changes now."""

    label: str
    url: str
    icon: str
    hue: str = ""
    detail: str = ""
    read_only: bool = False


owners: Registry[Callable[[Collection[int]], Mapping[int, Owner]]] = Registry("owner of case files")
"""Each gives the owners it knows by the key of their case file; one query for all."""

people_of_case_files: Registry[Callable[[Any], Q]] = Registry("people of case files")
"""Each gives, of a person, which case files are about them."""

set_aside: Registry[Callable[[], QuerySet[Any]]] = Registry("owners that were set aside")
"""Each gives rows with a `case_file` on which nobody works now: its tasks leave the lists of work."""


def owners_of(case_files: Collection[int]) -> dict[int, Owner]:
    """Asks each package in turn for what is still unknown."""
    found: dict[int, Owner] = {}
    for know in owners:
        if unknown := set(case_files) - found.keys():
            found |= know(unknown)
    return found
