"""The block on the heat pump."""

from typing import Any, ClassVar

from dossiers.types.advice.heat_pump.model import HeatPumpDetail
from oss.core.money import AmountField
from oss.core.seen_form import SeenForm


class HeatPumpForm(SeenForm):
    class Meta:
        model = HeatPumpDetail
        fields: ClassVar[list[str]] = [
            *("emission", "supply_temperature", "installed_power", "heat_loss", "figures_source"),
            *("connection", "amperes", "gas_grid", "outdoor_unit", "keeps_distance", "noise"),
        ]
        field_classes: ClassVar[dict[str, Any]] = dict.fromkeys(("installed_power", "heat_loss"), AmountField)
