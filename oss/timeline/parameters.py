"""How many minutes an activity of each kind usually takes; each loket says so itself, no source gives it."""

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from oss.core.parameters import known_figures, parameter, whole_number
from oss.timeline.models import DONE_BY_HAND, ActivityKind


def _name(kind: ActivityKind) -> str:
    return f"activity_minutes_{kind.value}"


for kind in DONE_BY_HAND:
    parameter(
        _name(kind),
        format_lazy(gettext_lazy("Usual minutes of an activity: {kind}"), kind=kind.label),
        whole_number,
        unit=gettext_lazy("minutes"),
    )


def usual_minutes(kind: ActivityKind) -> int | None:
    """Counted where nobody says otherwise; None where the loket said nothing."""
    figure = known_figures().find(_name(kind), on=timezone.localdate())
    return figure.value if figure is not None else None
