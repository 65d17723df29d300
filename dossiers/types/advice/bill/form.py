"""The block on the energy bill."""

from typing import Any, ClassVar

from dossiers.forms.blocks import BlockForm
from dossiers.types.advice.bill.model import BillDetail
from oss.core.forms import DayInput
from oss.core.money import AmountField


class BillForm(BlockForm):
    done = ("compared_on",)

    class Meta:
        model = BillDetail
        fields: ClassVar[list[str]] = [
            *("supplier", "contract", "electricity", "gas", "use_source", "social_tariff", "cut_off"),
            *("compared_on", "gain", "switched"),
        ]
        field_classes: ClassVar[dict[str, Any]] = {"gain": AmountField}
        widgets: ClassVar[dict[str, Any]] = {"compared_on": DayInput()}
