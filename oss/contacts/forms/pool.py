"""The forms of the contractor pool."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oss.addresses.models import Measure, MeasureKind
from oss.contacts.models.contractors import Contractor, Segment
from oss.core.forms import Chips, DayInput, Form
from oss.core.seen_form import SeenForm


class ContractorForm(SeenForm):
    """The pool's record of an organisation, also before there is one."""

    segments = forms.MultipleChoiceField(
        label=_("Building sizes"),
        choices=Segment.choices,
        required=False,
        widget=Chips,
    )

    class Meta:
        model = Contractor
        fields: ClassVar[list[str]] = ["status", "segments", "specialities", "remarks"]
        labels: ClassVar[dict[str, Any]] = {"status": _("Status in the pool")}
        widgets: ClassVar[dict[str, Any]] = {
            "specialities": Chips,
            "remarks": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, instance: Contractor, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        chosen = [one.pk for one in instance.specialities.all()] if instance.pk else []
        offered = Measure.objects.filter(Q(is_active=True) & ~Q(kind=MeasureKind.STUDY) | Q(pk__in=chosen))
        self.fields["specialities"].queryset = offered  # type: ignore[attr-defined]
        if not offered:
            del self.fields["specialities"]  # the administrator has not made the list yet
        for field in self.fields.values():  # a colleague may make the record meanwhile
            field.show_hidden_initial = self.drawn


class TrainingForm(Form):
    name = forms.CharField(label=_("Training"), max_length=120)
    followed_on = forms.DateField(label=_("Followed on"), required=False, widget=DayInput())
    valid_until = forms.DateField(label=_("Valid until"), required=False, widget=DayInput())


class EvaluationForm(Form):
    score = forms.TypedChoiceField(
        label=_("Score, from 1 (bad) to 5 (excellent)"),
        choices=[(score, str(score)) for score in range(1, 6)],
        coerce=int,
        initial=3,
    )
    text = forms.CharField(label=_("Explanation"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
