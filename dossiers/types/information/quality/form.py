"""The block on the owner, the report and its outcome."""

from typing import Any, ClassVar

from dossiers.forms.blocks import BlockForm
from dossiers.forms.parts import offered
from dossiers.types.information.quality.model import QualityDetail
from oss.core.forms import DayInput


class QualityForm(BlockForm):
    done = ("owner_told_on", "reported_on")

    class Meta:
        model = QualityDetail
        fields: ClassVar[list[str]] = ["owner_told_on", "owner_told_how", "reported_on", "outcome"]
        widgets: ClassVar[dict[str, Any]] = {"owner_told_on": DayInput(), "reported_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("owner_told_how", "outcome"):
            offered(self.fields[name], getattr(self.instance, f"{name}_id"))
