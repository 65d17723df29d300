"""A task and a request as staff make and change them: what, for or of whom, by when; and an answer."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oss.contacts.forms.lookups import organisation_lookup, person_lookup
from oss.contacts.models import Organisation, Person
from oss.core.forms import DayInput, Form, MinutesInput
from oss.core.seen_form import SeenForm
from oss.staff.models import User
from oss.timeline.models import ASKED_OF, Activity


class TaskForm(SeenForm):
    class Meta:
        model = Activity
        fields: ClassVar[list[str]] = ["title", "assignee", "due_on", "text", "minutes", "travel_minutes"]
        widgets: ClassVar[dict[str, Any]] = {
            "due_on": DayInput(),
            "text": forms.Textarea(attrs={"rows": 4}),
            "minutes": MinutesInput(),
            "travel_minutes": MinutesInput(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["title"].widget.attrs["autofocus"] = True
        assignee = self.fields["assignee"]
        if isinstance(assignee, forms.ModelChoiceField):
            assignee.queryset = User.objects.assignable() | User.objects.filter(pk=self.instance.assignee_id)


class RequestForm(TaskForm):
    """Of whom: exactly one of three."""

    class Meta(TaskForm.Meta):
        fields: ClassVar[list[str]] = [
            *("title", "asked_organisation", "asked_person", "asked_colleague", "due_on", "assignee", "text"),
            *("minutes", "travel_minutes"),
        ]
        labels: ClassVar[dict[str, Any]] = {
            "title": _("What do you ask?"),
            "asked_organisation": _("Asked of the organisation"),
            "asked_person": _("or of the person"),
            "asked_colleague": _("or of the colleague"),
            "assignee": _("Who follows it up"),
        }
        widgets: ClassVar[dict[str, Any]] = {
            **TaskForm.Meta.widgets,
            "asked_organisation": organisation_lookup(),
            "asked_person": person_lookup(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = User.objects.assignable() | User.objects.filter(pk=self.instance.asked_colleague_id)
        firms = Organisation.objects.active()
        firms |= Organisation.objects.filter(pk=self.instance.asked_organisation_id)
        people = Person.objects.active() | Person.objects.filter(pk=self.instance.asked_person_id)
        for name, known in (
            ("asked_organisation", firms),
            ("asked_person", people),
            ("asked_colleague", colleagues),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = known
        follower = self.fields["assignee"]
        if self.instance.pk is None and isinstance(follower, forms.ModelChoiceField):
            follower.empty_label = gettext("you, or the colleague whom you ask")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if len([name for name in ASKED_OF if data.get(name)]) != 1:
            self.add_error(
                "asked_organisation", gettext("Choose one: an organisation, a person or a colleague.")
            )
        return data

    def asked(self) -> dict[str, Any]:
        """What `ask_request` takes, of what was cleaned."""
        data = self.cleaned_data
        return {
            "of": next(data[name] for name in ASKED_OF if data[name]),
            "text": data["title"],
            "due": data["due_on"],
            "assignee": data["assignee"],
            "notes": data["text"],
            "minutes": data["minutes"],
            "travel_minutes": data["travel_minutes"],
        }


class AnswerForm(Form):
    answer = forms.CharField(label=_("Answer"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}))
    answered_on = forms.DateField(label=_("Answered on"), widget=DayInput())
