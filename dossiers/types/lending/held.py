"""What requests, loans and moves of stock hold about people."""

from typing import Any

from dossiers.held import ADVICE, WHO, dossiers_of
from dossiers.types.lending.model import LendingDetail
from dossiers.types.lending.pieces import PieceLoan
from dossiers.types.lending.stock import StockMove
from dossiers.types.lending.thermal import ThermalScan
from oss.core.held import Forgotten, hold_about


def _of_their_dossiers(model: Any) -> Any:
    return lambda person: model._default_manager.filter(dossier__in=dossiers_of(person))


hold_about(
    LendingDetail,
    WHO,
    ADVICE,
    "handled_on",
    Forgotten.BLANK,
    _of_their_dossiers(LendingDetail),
    ("group_name", "refused_because", "over_because", "permit_refused_because"),
)
hold_about(
    PieceLoan,
    WHO,
    "to know who has which piece, and what came back damaged",
    "returned_on",
    Forgotten.KEEP,
    _of_their_dossiers(PieceLoan),
)
hold_about(
    ThermalScan,
    WHO,
    ADVICE,
    "",
    Forgotten.KEEP,
    _of_their_dossiers(ThermalScan),
)
hold_about(
    StockMove,
    WHO,
    "to know what was handed out where",
    "at",
    Forgotten.KEEP,
    _of_their_dossiers(StockMove),
)
