"""Profiles: what dossiers of a subtype hold and need, as a list of parts. Coded; a subtype (data) names one.

The rooms of the types offer theirs (`dossiers.types`); a leaf does so from its `offers.py`.
"""

import operator
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext

from dossiers.flows.branches import early_end
from dossiers.flows.closed import without_closed
from dossiers.flows.parts import Part
from dossiers.flows.requirements import Requirement
from dossiers.flows.table import DossierType
from dossiers.models import Dossier, Subtype, SubtypeQuerySet
from oss.core.registry import Offer, offered


@dataclass(frozen=True)
class Profile(Offer):
    """The first of `parts` is the core that all profiles of the type share.

    `asks_at_opening`: fields of the core that are asked when a dossier is opened. `tabs`: further ones, of no
    part of its own. `opens_on`: stage → the tab it is worked on, where that is another than the flow says.
    `insists_on`: requirements that it wants a value of. `label`: what
    the administrator chooses it by. `is_standard`: a new subtype of the type gets it. `shielded_for`: the
    code of the reason for which such a dossier is shielded from its opening. `is_collective`: a street or
    group asks it, so that the other houses of the street are proposed as further addresses.
    """

    type: DossierType
    parts: tuple[Part, ...]
    label: str | Promise = ""
    asks_at_opening: tuple[str, ...] = ()
    tabs: tuple[str, ...] = ()
    opens_on: Mapping[str, str] = field(default_factory=dict)
    insists_on: frozenset[str] = frozenset()
    is_standard: bool = False
    shielded_for: str = ""
    is_collective: bool = False

    def extended(self, name: str, *, parts: tuple[Part, ...] = (), **changes: Any) -> "Profile":
        """Another profile of the type: with these parts besides, or in place of those of the same name."""
        new = {one.name: one for one in parts}
        kept = tuple(new.pop(one.name, one) for one in self.parts)
        return replace(self, name=name, parts=(*kept, *new.values()), is_standard=False, **changes)

    def requires(self, stage: str) -> tuple[str, ...]:
        return tuple(name for part in self.parts for name in part.requires.get(stage, ()))


def profile_for(dossier_type: str, name: str) -> Profile | None:
    """The profile of that name, where a subtype of this type may have it."""
    found = offered(Profile).get(name)
    return found if found is not None and found.type == dossier_type else None


def standard_profile(dossier_type: str) -> Profile | None:
    return next(
        (one for one in offered(Profile).values() if one.type == dossier_type and one.is_standard), None
    )


def core_details() -> list[str]:
    """What dossiers call the rows of the cores, to be read along with them."""
    cores = {one.parts[0] for one in offered(Profile).values() if one.is_standard}
    return sorted(part.accessor for part in cores if part.model is not None)


def shared_rows() -> list[str]:
    """What journeys call the rows of parts that the whole train holds, to be read along with them."""
    profiles = offered(Profile).values()
    parts = {*offered(Part).values(), *(part for one in profiles for part in one.parts)}
    return sorted(part.accessor for part in parts if part.is_shared)


def openable_subtypes() -> SubtypeQuerySet:
    """Active ones with a profile of their own type, that are not closed."""
    fitting = [Q(type=one.type, profile=one.name) for one in offered(Profile).values()]
    found: SubtypeQuerySet = Subtype.objects.active().filter(reduce(operator.or_, fitting))
    return without_closed(found)


def profile_of(dossier: Dossier) -> Profile | None:
    """None where nothing says what the dossier needs: see `_nothing_said`."""
    return profile_for(dossier.type, dossier.subtype.profile) if dossier.subtype else None


def parts_of(dossier: Dossier) -> list[Part]:
    """Those of every dossier, and those of its profile."""
    profile = profile_of(dossier)
    return [*offered(Part).values(), *(profile.parts if profile else ())]


def _nothing_said(dossier: Dossier) -> list[Requirement]:
    """The gap of a dossier whose subtype does not say what it needs: it may pass no stage unasked."""
    subtype = dossier.subtype
    if subtype is None:
        return [one] if (one := offered(Requirement).get("subtype")) else []
    label = gettext("Profile of subtype “%(subtype)s”, which an administrator chooses") % {"subtype": subtype}
    return [Requirement("profile", label, "request", "subtype", lambda _dossier: False)]


def required(dossier: Dossier, stage: str) -> list[Requirement]:
    """What the flow and the profile ask before the dossier leaves `stage`."""
    if stage not in dossier.flow.names:
        return []
    profile = profile_of(dossier)
    names = dossier.flow.stage(stage).requires + (profile.requires(stage) if profile else ())
    found = [one for name in names if (one := offered(Requirement).get(name)) is not None]
    return found if profile else list(dict.fromkeys([*found, *_nothing_said(dossier)]))


def may_lack(dossier: Dossier, requirement: Requirement) -> bool:
    """Whether this dossier may answer it without a value."""
    profile = profile_of(dossier)
    return requirement.may_lack and (profile is None or requirement.name not in profile.insists_on)


def missing(dossier: Dossier, stage: str | None = None) -> list[Requirement]:
    """The gaps that keep the dossier in its stage, in the order of the table: also those of the stages it
    passed, which another subtype or an emptied field opened again. Of one that ends early: what its branch
    asks. With `stage` those of that one alone."""
    stages = [stage] if stage else dossier.flow.until(dossier.stage)
    ending = None if stage else early_end(dossier)
    if ending is not None:
        names = (*dossier.flow.stages[0].requires, *ending.requires)
        asked = {name: one for name in names if (one := offered(Requirement).get(name)) is not None}
    else:
        asked = {one.name: one for name in stages for one in required(dossier, name)}
    gaps = [one for one in asked.values() if not one.met(dossier)]
    if not any(may_lack(dossier, one) for one in gaps):
        return gaps
    answered = dossier.facts_answered_without_value
    return [one for one in gaps if one.name not in answered or not may_lack(dossier, one)]
