"""A task as staff make and change it: what, for whom, by when."""

from typing import Any, ClassVar

from django import forms

from oss.core.forms import DayInput
from oss.core.seen_form import SeenForm
from oss.staff.models import User
from oss.timeline.models import Activity


class TaskForm(SeenForm):
    class Meta:
        model = Activity
        fields: ClassVar[list[str]] = ["title", "assignee", "due_on", "text"]
        widgets: ClassVar[dict[str, Any]] = {"due_on": DayInput(), "text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["title"].widget.attrs["autofocus"] = True
        assignee = self.fields["assignee"]
        if isinstance(assignee, forms.ModelChoiceField):
            assignee.queryset = User.objects.assignable() | User.objects.filter(pk=self.instance.assignee_id)
