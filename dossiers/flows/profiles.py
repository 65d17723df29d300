"""Profiles: what dossiers of a subtype hold and need. Coded; a subtype (data) names one.

A package may register profiles of its own from `offers.py`.
"""

import builtins
import operator
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dossiers.flows.requirements import Requirement, requirements
from dossiers.flows.table import DossierType
from dossiers.models import Dossier, InformationDetail, Subtype, SubtypeQuerySet
from oss.core.registry import Registry

ALL_TABS = ("info", "contact", "journey", "timeline", "files", "request")


@dataclass(frozen=True)
class Profile:
    """`requires`: stage → requirements on top of those of the flow. `tasks`: made with the dossier.

    `label` is what the administrator chooses it by.
    """

    name: str
    type: DossierType
    detail_model: builtins.type[models.Model] | None = None
    requires: dict[str, tuple[str, ...]] = field(default_factory=dict)
    tasks: tuple[str | Promise, ...] = ()
    tabs: tuple[str, ...] = ALL_TABS
    label: str | Promise = ""

    def make_detail(self, dossier: Dossier, values: dict[str, object]) -> None:
        """The detail row of a new dossier."""
        if self.detail_model is not None:
            self.detail_model(dossier=dossier, **values).save(force_insert=True)

    def has_detail(self, dossier: Dossier) -> bool:
        """Whether the dossier holds the row that its profile writes in."""
        if self.detail_model is None:
            return True
        owner: Any = self.detail_model._meta.get_field("dossier")
        return getattr(dossier, owner.remote_field.get_accessor_name(), None) is not None


profiles: Registry[Profile] = Registry("profile")

_QUESTION = ("postcode", "question", "answer", "asked_on", "first_action", "first_action_on", "topics")

INFORMATION = Profile(
    "information",
    DossierType.INFORMATION,
    InformationDetail,
    requires={"handling": _QUESTION},
    label=_("Question and answer"),
)
MASTERPLAN_INTEREST = Profile(
    "masterplan_interest",
    DossierType.INFORMATION,
    InformationDetail,
    requires={"handling": _QUESTION},
    tasks=(
        _("Intake talk with the syndic"),
        _("Intake talk with the council or working group"),
        _("Masterplan documents handed over"),
        _("Information session for the council"),
    ),
    label=_("Interest in a renovation masterplan"),
)
for profile in (INFORMATION, MASTERPLAN_INTEREST):
    profiles.register(profile.name, profile)


def profile_for(dossier_type: str, name: str) -> Profile | None:
    """The profile of that name, where a subtype of this type may have it."""
    found = profiles.get(name)
    return found if found is not None and found.type == dossier_type else None


def openable_subtypes() -> SubtypeQuerySet:
    """Active ones with a profile of their own type."""
    fitting = [Q(type=one.type, profile=one.name) for one in profiles]
    found: SubtypeQuerySet = Subtype.objects.active().filter(reduce(operator.or_, fitting))
    return found


def profile_of(dossier: Dossier) -> Profile | None:
    """None where nothing says what the dossier needs: see `_nothing_said`."""
    found = profile_for(dossier.type, dossier.subtype.profile) if dossier.subtype else None
    return found if found is not None and found.has_detail(dossier) else None


def _nothing_said(dossier: Dossier) -> list[Requirement]:
    """The gap of a dossier whose subtype does not say what it needs: it may pass no stage unasked."""
    subtype = dossier.subtype
    if subtype is None:
        return [one] if (one := requirements.get("subtype")) else []
    label = (
        gettext("Profile of subtype “%(subtype)s”, which an administrator chooses")
        if profile_for(dossier.type, subtype.profile) is None
        else gettext("Another subtype than “%(subtype)s”, whose dossiers hold other fields")
    )
    return [
        Requirement("profile", label % {"subtype": subtype}, "request", "subtype", lambda _dossier: False)
    ]


def required(dossier: Dossier, stage: str) -> list[Requirement]:
    """What the flow and the profile ask before the dossier leaves `stage`."""
    if stage not in dossier.flow.names:
        return []
    profile = profile_of(dossier)
    names = dossier.flow.stage(stage).requires + (profile.requires.get(stage, ()) if profile else ())
    found = [one for name in names if (one := requirements.get(name)) is not None]
    return found if profile else list(dict.fromkeys([*found, *_nothing_said(dossier)]))


def missing(dossier: Dossier, stage: str | None = None) -> list[Requirement]:
    """The gaps that keep the dossier in its stage (or in `stage`), in the order of the table."""
    return [one for one in required(dossier, stage or dossier.stage) if not one.met(dossier)]
