"""The block on the lease."""

from typing import Any, ClassVar

from dossiers.forms.parts import offered
from dossiers.types.information.rent.model import RentDetail
from oss.core.forms import DayInput
from oss.core.seen_form import SeenForm


class RentForm(SeenForm):
    class Meta:
        model = RentDetail
        fields: ClassVar[list[str]] = ["subject", "lease_began_on", "registered"]
        widgets: ClassVar[dict[str, Any]] = {"lease_began_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered(self.fields["subject"], self.instance.subject_id)
