"""The block on the energy bill."""

from typing import Any, ClassVar

from dossiers.types.advice.bill.model import BillDetail
from oss.core.forms import DayInput
from oss.core.money import AmountField
from oss.core.seen_form import SeenForm


class BillForm(SeenForm):
    class Meta:
        model = BillDetail
        fields: ClassVar[list[str]] = [
            *("supplier", "contract", "electricity", "gas", "use_source", "social_tariff", "cut_off"),
            *("compared_on", "gain", "switched"),
        ]
        field_classes: ClassVar[dict[str, Any]] = {"gain": AmountField}
        widgets: ClassVar[dict[str, Any]] = {"compared_on": DayInput()}
