"""What an execution holds about people."""

from typing import Any

from dossiers.held import ADVICE, WHO, dossiers_of
from dossiers.types.execution.model import Complaint, ExecutionDetail, StreetFurniture
from oss.core.held import Forgotten, hold_about


def _of_their_dossiers(model: Any) -> Any:
    return lambda person: model._default_manager.filter(dossier__in=dossiers_of(person))


hold_about(
    ExecutionDetail,
    WHO,
    ADVICE,
    "accepted_on",
    Forgotten.BLANK,
    _of_their_dossiers(ExecutionDetail),
    ("works_order", "acceptance_remarks", "grant_which", "next_step"),
)
hold_about(
    Complaint,
    WHO,
    "to have repaired what is wrong with their works",
    "reported_on",
    Forgotten.BLANK,
    _of_their_dossiers(Complaint),
    ("reported_by", "what", "requested_repair", "answer", "outcome"),
)
hold_about(
    StreetFurniture,
    WHO,
    "to free their façade in time",
    "",
    Forgotten.KEEP,
    _of_their_dossiers(StreetFurniture),
)
