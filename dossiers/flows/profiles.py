"""Profiles: what dossiers of a subtype hold and need. Coded; a subtype (data) names one.

A package may register profiles of its own from `offers.py`.
"""

import builtins
from dataclasses import dataclass, field

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dossiers.flows.requirements import Requirement, requirements
from dossiers.flows.table import DossierType
from dossiers.models import Dossier, InformationDetail
from oss.core.registry import Registry

ALL_TABS = ("info", "contact", "journey", "timeline", "files", "request")


@dataclass(frozen=True)
class Profile:
    """`requires`: stage → requirements on top of those of the flow. `tasks`: made with the dossier."""

    name: str
    type: DossierType
    detail_model: builtins.type[models.Model] | None = None
    requires: dict[str, tuple[str, ...]] = field(default_factory=dict)
    tasks: tuple[str | Promise, ...] = ()
    tabs: tuple[str, ...] = ALL_TABS

    def make_detail(self, dossier: Dossier, values: dict[str, object]) -> None:
        """The detail row of a new dossier."""
        if self.detail_model is not None:
            self.detail_model(dossier=dossier, **values).save(force_insert=True)


profiles: Registry[Profile] = Registry("profile")

_QUESTION = ("postcode", "topics", "question", "answer", "asked_on", "first_action", "first_action_on")

INFORMATION = Profile(
    "information", DossierType.INFORMATION, InformationDetail, requires={"handling": _QUESTION}
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
)
for profile in (INFORMATION, MASTERPLAN_INTEREST):
    profiles.register(profile.name, profile)


def profile_of(dossier: Dossier) -> Profile | None:
    return profiles.get(dossier.subtype.profile) if dossier.subtype else None


def required(dossier: Dossier, stage: str) -> list[Requirement]:
    """What the flow and the profile ask before the dossier leaves `stage`."""
    if stage not in dossier.flow.names:
        return []
    profile = profile_of(dossier)
    names = dossier.flow.stage(stage).requires + (profile.requires.get(stage, ()) if profile else ())
    found = [requirements.get(name) for name in names]
    return [one for one in found if one is not None]


def missing(dossier: Dossier, stage: str | None = None) -> list[Requirement]:
    """The gaps that keep the dossier in its stage (or in `stage`), in the order of the table."""
    return [one for one in required(dossier, stage or dossier.stage) if not one.met(dossier)]
