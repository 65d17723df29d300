"""What is typed of the roster: hours of the week, an extra opening, closed days."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from oss.core.forms import DayInput, HourInput
from oss.core.seen_form import SeenForm
from oss.staff.models import User
from oss.staff.rosters.models import ClosedDays, DeskPlace, ExtraOpening, RosterLine
from oss.staff.rosters.operations import FIELDS

_WIDGETS: dict[str, Any] = {
    "opens": HourInput(),
    "closes": HourInput(),
    "colleagues": forms.CheckboxSelectMultiple(),
    "valid_from": DayInput(),
    "valid_until": DayInput(),
    "day": DayInput(),
    "first_day": DayInput(),
    "last_day": DayInput(),
}


class RosterForm(SeenForm):
    """Of any row of the roster."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place, colleagues = self.fields["place"], self.fields.get("colleagues")
        if isinstance(place, forms.ModelChoiceField):
            also = DeskPlace.objects.filter(pk=self.instance.place_id)
            place.queryset = DeskPlace.objects.active() | also
        if isinstance(colleagues, forms.ModelMultipleChoiceField):
            chosen = self.instance.colleagues.all() if self.instance.pk else User.objects.none()
            colleagues.queryset = User.objects.assignable() | User.objects.filter(
                pk__in=[one.pk for one in chosen]
            )


class RosterLineForm(RosterForm):
    class Meta:
        model = RosterLine
        fields: ClassVar[list[str]] = [
            *("place", "weekday", "opens", "closes", "seats", "colleagues", "valid_from", "valid_until"),
        ]
        widgets: ClassVar[dict[str, Any]] = _WIDGETS
        help_texts: ClassVar[dict[str, Any]] = {"valid_until": _("Empty: until further notice.")}


class ExtraForm(RosterForm):
    class Meta:
        model = ExtraOpening
        fields: ClassVar[list[str]] = [
            *("place", "day", "opens", "closes", "seats", "colleagues", "reason"),
        ]
        widgets: ClassVar[dict[str, Any]] = _WIDGETS
        help_texts: ClassVar[dict[str, Any]] = {
            "seats": _("At hours at which the desk is open anyway they come on top of who sits there."),
        }


class ClosedForm(RosterForm):
    class Meta:
        model = ClosedDays
        fields: ClassVar[list[str]] = list(FIELDS[ClosedDays])
        widgets: ClassVar[dict[str, Any]] = _WIDGETS
        help_texts: ClassVar[dict[str, Any]] = {"place": _("Empty: all desks.")}
