"""The dated parameters of certificates and duties; `offers.py` imports this, which declares them."""

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.addresses.epc import HIGHEST_SCORE, LABELS
from oss.core.parameters import parameter, whole_number


def _label(text: str) -> str:
    if text not in LABELS:
        raise ValidationError(
            _("“%(text)s” is not a label: write one of %(labels)s.")
            % {"text": text, "labels": ", ".join(LABELS)}
        )
    return text


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
