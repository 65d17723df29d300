"""What all staff know of a loan or a premium that they do not read: its number, subtype, train with client
and address, handler, when it was opened and closed, and its stage up to the decision; after that only whether
it is in hand or closed."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dossiers.flows.table import ABANDONED, COMPLETED, STAGE_LABELS, flow_of
from dossiers.models import Dossier
from oss.staff.models import User
from oss.timeline.models import READ_FINANCIAL

IN_HAND = "in_hand"
CLOSED = "closed"
LABELS: dict[str, str | Promise] = {IN_HAND: _("in hand"), CLOSED: pgettext_lazy("dossier", "closed")}


@dataclass(frozen=True)
class DossierStanding:
    """How far a dossier is, as somebody may know it. `done` of the `of` stages lie behind it."""

    name: str
    label: str | Promise
    done: int
    of: int

    @property
    def is_closed(self) -> bool:
        return self.name in {COMPLETED, ABANDONED, CLOSED}


def reads(user: User, dossier_type: str) -> bool:
    """Whether such dossiers are theirs to read, where they are not shielded."""
    return not flow_of(dossier_type).is_financial or user.has_perm(READ_FINANCIAL)


def standing_of(dossier: Dossier, user: User) -> DossierStanding:
    return standing(dossier.type, dossier.stage, whole=reads(user, dossier.type))


def standing(dossier_type: str, stage: str, *, whole: bool) -> DossierStanding:
    """`whole`: for who reads such dossiers."""
    flow = flow_of(dossier_type)
    last = len(flow.stages) - 1
    if whole or stage in flow.until(flow.told_until):
        done = flow.names.index(stage) if stage in flow.names else 0
        return DossierStanding(stage, STAGE_LABELS[dossier_type, stage], done, last)
    if stage in {COMPLETED, ABANDONED}:
        return DossierStanding(CLOSED, LABELS[CLOSED], last, last)
    return DossierStanding(IN_HAND, LABELS[IN_HAND], len(flow.until(flow.told_until)), last)
