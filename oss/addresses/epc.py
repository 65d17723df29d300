"""The label of an energy certificate, from its score and the bands that held when it was made.

Bands are dated parameters with an inclusive upper end: label A reaches to `epc_highest_score_a`.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from oss.core.parameters import Figures

LABELS = ("A+", "A", "B", "C", "D", "E", "F")
"""Best first."""

HIGHEST_SCORE = {
    "A+": "epc_highest_score_a_plus",
    "A": "epc_highest_score_a",
    "B": "epc_highest_score_b",
    "C": "epc_highest_score_c",
    "D": "epc_highest_score_d",
    "E": "epc_highest_score_e",
}
"""The parameter of each label but the last, which has no end."""


def label_of(score: Decimal | int, *, on: date, figures: Figures) -> str:
    """`score` in kWh/(m²·year), rounded half away from zero to a whole number first; "" without any bands.

    A certificate from before the labels carries a score alone: the first bands say its label.
    """
    rounded = int(Decimal(score).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    for label, parameter in HIGHEST_SCORE.items():
        through_time = figures.through_time(parameter)
        if not through_time:
            return ""
        highest = figures.find(parameter, on=on) or through_time[0]
        if rounded <= highest.value:
            return label
    return LABELS[-1]


def is_worse(label: str, than: str) -> bool:
    return LABELS.index(label) > LABELS.index(than)


def label_jump(before: str, after: str) -> int:
    """Steps from one label to a better one: F to B is 4; negative when it became worse."""
    return LABELS.index(before) - LABELS.index(after)
