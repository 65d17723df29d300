"""Where a dossier ends before the last stage of its flow: refused, withdrawn, not eligible.

The table of flows says from which stages (`Flow.ends_early`); the room of the type says when.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dossiers.flows.table import Stage
from oss.core.registry import Offer, offered


@dataclass(frozen=True)
class EndsEarly(Offer):
    """`name`: the type. `taken`: the dossier is completed from here, and needs no more than what all of its
    type need, and what `requires` says."""

    taken: Callable[[Any], bool]
    requires: tuple[str, ...] = ()


def early_end(dossier: Any) -> EndsEarly | None:
    """The branch that this dossier takes from the stage in which it is."""
    if dossier.stage not in dossier.flow.ends_early:
        return None
    found = offered(EndsEarly).get(dossier.type)
    return found if found is not None and found.taken(dossier) else None


def following(dossier: Any) -> Stage | None:
    """The stage that comes next for this dossier; None from a closed one."""
    return dossier.flow.stages[-1] if early_end(dossier) else dossier.flow.after(dossier.stage)
