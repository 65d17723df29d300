"""The block on the scan of a partner: what holds for the client opens the right."""

from typing import Any, ClassVar

from django import forms

from dossiers.forms.blocks import BlockForm
from dossiers.schemes.criteria import Criteria
from dossiers.types.advice.scan.model import ScanDetail
from oss.contacts.forms.lookups import organisation_lookup
from oss.core.forms import DayInput


class ScanForm(BlockForm):
    done = ("sent_on", "done_on", "report_on")

    class Meta:
        model = ScanDetail
        fields: ClassVar[list[str]] = [
            *(
                "criteria",
                "partner",
                "sent_on",
                "done_on",
                "report_on",
                "outcome",
                "small_works",
                "follow_up_on",
            ),
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "criteria": forms.CheckboxSelectMultiple,
            "partner": organisation_lookup(),
            "small_works": forms.Textarea(attrs={"rows": 2}),
            **{name: DayInput() for name in ("sent_on", "done_on", "report_on", "follow_up_on")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ticked = list(self.instance.criteria.all()) if self.instance.pk else []
        self.of_today = Criteria.today(ticked)
        field: Any = self.fields["criteria"]
        field.queryset = self.of_today.offered
        field.label_from_instance = lambda question: question.short

    @property
    def ticks(self) -> forms.BoundField:
        return self["criteria"]

    @property
    def after_criteria(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name != "criteria"]
