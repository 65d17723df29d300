"""The upload of an import."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oss.core.forms import FileChoice, Form


class UploadForm(Form):
    file = forms.FileField(
        label=_("Excel workbook (.xlsx) or CSV file, 5 MB at most"),
        widget=FileChoice(attrs={"accept": ".xlsx,.csv"}),
    )


class StartForm(Form):
    """What happens with the rows that are wrong."""

    all_or_nothing = forms.TypedChoiceField(
        label=_("What to import"),
        choices=[
            ("all", _("All rows, or none at all")),
            ("good", _("The good rows; the wrong ones are left out")),
        ],
        coerce=lambda choice: choice == "all",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, any_wrong: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["all_or_nothing"] = "good" if any_wrong else "all"
