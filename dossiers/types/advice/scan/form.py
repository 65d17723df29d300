"""The block on the scan of a partner."""

from typing import Any, ClassVar

from django import forms

from dossiers.types.advice.scan.model import ScanDetail
from oss.contacts.forms.lookups import organisation_lookup
from oss.core.forms import DayInput
from oss.core.seen_form import SeenForm


class ScanForm(SeenForm):
    class Meta:
        model = ScanDetail
        fields: ClassVar[list[str]] = [
            *("partner", "sent_on", "done_on", "report_on", "outcome", "small_works", "follow_up_on"),
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "partner": organisation_lookup(),
            "small_works": forms.Textarea(attrs={"rows": 2}),
            **{name: DayInput() for name in ("sent_on", "done_on", "report_on", "follow_up_on")},
        }
