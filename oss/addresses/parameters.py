"""The dated parameters of certificates and duties; `offers.py` imports this, which declares them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.addresses.epc import HIGHEST_SCORE, LABELS
from oss.addresses.models import Heritage
from oss.core.dates import read_day
from oss.core.parameters import parameter, whole_number


def _label(text: str) -> str:
    if text not in LABELS:
        raise ValidationError(
            _("“%(text)s” is not a label: write one of %(labels)s.")
            % {"text": text, "labels": ", ".join(LABELS)}
        )
    return text


def _day(text: str) -> date:
    """With its whole year: it means the same day next year too."""
    day = read_day(text)
    if day is None or str(day.year) not in text:
        raise ValidationError(
            _("“%(text)s” is not a day: write it like 31/12/2026.") % {"text": text.strip()}
        )
    return day


def _heritage(text: str) -> frozenset[str]:
    codes = frozenset(part.strip() for part in text.split(",") if part.strip())
    if unknown := codes - set(Heritage.values):
        raise ValidationError(
            _("“%(text)s” is not a kind of heritage: write some of %(known)s.")
            % {"text": ", ".join(sorted(unknown)), "known": ", ".join(Heritage.values)}
        )
    return codes


def _years_or_unlimited(text: str) -> int | None:
    """None: without an end."""
    return None if text.strip().casefold() == UNLIMITED else whole_number(text)


UNLIMITED = "onbeperkt"
_YEARS = gettext_lazy("years")

for _of_label, _name in HIGHEST_SCORE.items():
    parameter(
        _name,
        format_lazy(gettext_lazy("EPC: highest score of label {label}"), label=_of_label),
        whole_number,
        unit="kWh/(m²·j)",
    )
parameter("epc_years_valid", gettext_lazy("EPC: how long it is valid"), whole_number, unit=_YEARS)
parameter(
    "epc_common_parts_least_units",
    gettext_lazy("EPC of the common parts: from how many units on"),
    whole_number,
    unit=gettext_lazy("units"),
)
parameter(
    "epc_common_parts_new_build_years",
    gettext_lazy("EPC of the common parts: exemption of a new building"),
    whole_number,
    unit=_YEARS,
)
parameter(
    "renovation_duty_years", gettext_lazy("Renovation duty: term after the deed"), whole_number, unit=_YEARS
)
parameter("renovation_duty_label", gettext_lazy("Renovation duty: label to reach"), _label)
parameter("renovation_duty_exempt", gettext_lazy("Renovation duty: heritage that is exempt"), _heritage)
parameter(
    "rental_label_detached",
    gettext_lazy("Rented home: least label, detached or semi-detached"),
    _label,
)
parameter("rental_label_row_or_flat", gettext_lazy("Rented home: least label, row house or flat"), _label)
parameter(
    "asbestos_construction_before",
    gettext_lazy("Asbestos certificate: for what was built before"),
    whole_number,
    unit=gettext_lazy("year"),
)
parameter("asbestos_common_parts_by", gettext_lazy("Asbestos certificate: of the common parts by"), _day)
parameter(
    "asbestos_every_owner_by",
    gettext_lazy("Asbestos certificate: of every owner by"),
    whole_number,
    unit=gettext_lazy("year"),
)
parameter(
    "asbestos_years_valid",
    gettext_lazy("Asbestos certificate: how long it is valid"),
    whole_number,
    unit=_YEARS,
)
parameter(
    "asbestos_years_valid_risk",
    gettext_lazy("Asbestos certificate with a risk: how long it is valid"),
    whole_number,
    unit=_YEARS,
)
parameter(
    "asbestos_years_valid_none_found",
    gettext_lazy("Asbestos certificate without any asbestos: how long it is valid"),
    _years_or_unlimited,
    unit=_YEARS,
)
