"""The block on the plans."""

from typing import Any, ClassVar

from django import forms

from dossiers.forms.blocks import BlockForm
from dossiers.forms.parts import among
from dossiers.models import Stakeholder
from dossiers.stakeholders import stakeholders_of
from dossiers.types.advice.plan.model import PlanDetail
from oss.core.forms import DayInput


class PlanForm(BlockForm):
    done = ("plans_on",)

    class Meta:
        model = PlanDetail
        fields: ClassVar[list[str]] = ["plans_on", "architect", "kind", "permit_stage", "remarks"]
        widgets: ClassVar[dict[str, Any]] = {
            "plans_on": DayInput(),
            "remarks": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [one.pk for one in stakeholders_of(self.instance.dossier)]
        among(self.fields["architect"], Stakeholder.objects.for_list().filter(pk__in=keys))
