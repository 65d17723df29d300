"""The block on adaptation."""

from typing import Any, ClassVar

from django import forms

from dossiers.types.advice.adaptation.model import AdaptationDetail
from oss.core.seen_form import SeenForm


class AdaptationForm(SeenForm):
    class Meta:
        model = AdaptationDetail
        fields: ClassVar[list[str]] = [
            *("paved", "roof_connected", "cistern", "infiltration", "roof_strength", "heat", "flooding"),
        ]
        widgets: ClassVar[dict[str, Any]] = {
            name: forms.Textarea(attrs={"rows": 2})
            for name in ("infiltration", "roof_strength", "heat", "flooding")
        }
