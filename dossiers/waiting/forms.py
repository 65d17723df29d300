"""What is typed on the tab *Request* about the wait of a dossier."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.flows.verbs import ReasonKind
from dossiers.models import Reason
from dossiers.waiting.models import LONGEST_TERM, WaitingPlace, WaitingPriority
from oss.core.forms import DayInput, Form
from oss.staff.models import User


class PlaceForm(Form):
    complete_on = forms.DateField(
        label=_("Request complete on"), widget=DayInput(), initial=timezone.localdate
    )
    priority = forms.ModelChoiceField(
        WaitingPriority.objects.none(), label=_("Priority"), required=False, empty_label=_("no priority")
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
    coach = forms.ModelChoiceField(
        User.objects.none(), label=_("Preferred coach"), required=False, empty_label=_("whoever is free")
    )
    FIELDS: ClassVar[tuple[str, ...]] = ("complete_on", "priority", "note", "coach")

    def __init__(self, data: Any = None, *, user: User, place: WaitingPlace | None = None) -> None:
        initial = {name: getattr(place, name) for name in self.FIELDS} if place else None
        super().__init__(data, initial=initial, auto_id="place-%s")
        among = WaitingPriority.objects.active()
        if place is not None and place.priority_id:
            among |= WaitingPriority.objects.filter(pk=place.priority_id)
        choose_from(self.fields["priority"], among)
        choose_from(self.fields["coach"], _colleagues(user, place.coach_id if place else None))


class TermForm(Form):
    term = forms.CharField(
        label=_("Expected in"),
        max_length=LONGEST_TERM,
        help_text=_("A month, a season or a day, as the client reads it: “het voorjaar van 2027”."),
    )

    def __init__(self, data: Any = None, *, place: WaitingPlace | None = None) -> None:
        super().__init__(data, initial={"term": place.told_term if place else ""}, auto_id="term-%s")


class HandOverForm(Form):
    coach = forms.ModelChoiceField(User.objects.none(), label=_("Coach"))

    def __init__(self, data: Any = None, *, user: User, initial: User | None = None) -> None:
        super().__init__(data, initial={"coach": initial}, auto_id="handover-%s")
        choose_from(self.fields["coach"], _colleagues(user))


class OffTheListForm(Form):
    reason = forms.ModelChoiceField(Reason.objects.none(), label=_("Reason"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="withdraw-%s")
        choose_from(self.fields["reason"], Reason.objects.active().filter(kind=ReasonKind.WAITING))


def choose_from(field: Any, rows: Any) -> None:
    field.queryset = rows


def _colleagues(user: User, also: int | None = None) -> Any:
    """Who may be given work, and who was chosen when they still could."""
    return User.objects.visible_to(user).assignable() | User.objects.visible_to(user).filter(pk=also or 0)
