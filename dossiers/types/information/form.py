from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.forms.blocks import BlockForm
from dossiers.forms.parts import offered
from dossiers.types.information.model import InformationDetail
from oss.core.forms import Chips, DayInput


class InformationForm(BlockForm):
    done = ("asked_on", "first_action_on")

    class Meta:
        model = InformationDetail
        fields: ClassVar[list[str]] = [
            *("question", "answer", "asked_on", "first_action", "first_action_on", "topics"),
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "topics": Chips,
            "question": forms.Textarea(attrs={"rows": 4}),
            "answer": forms.Textarea(attrs={"rows": 4}),
            "asked_on": DayInput(),
            "first_action_on": DayInput(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered(self.fields["first_action"], self.instance.first_action_id)
        offered(self.fields["topics"], [topic.pk for topic in self.instance.topics.all()])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        asked_on, first_action_on = data.get("asked_on"), data.get("first_action_on")
        if asked_on and first_action_on and first_action_on < asked_on:
            # as the constraint says, at the field that is wrong
            self.add_error("first_action_on", _("The first action cannot lie before the question."))
        return data
