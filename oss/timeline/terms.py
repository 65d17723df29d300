"""How a day by which something is due reads: late, today, tomorrow, or the day itself."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from oss.staff.home import When


def when_due(day: date, today: date) -> When:
    """Icon and words; the colour says the same once more."""
    whole = date_format(day, "l j F Y")
    if day < today:
        return When(_("%(number)s d late") % {"number": (today - day).days}, "alert-triangle", "bad", whole)
    near = (_("today"), _("tomorrow"), _("the day after tomorrow"))
    if (day - today).days < len(near):
        return When(near[(day - today).days], "clock", "warn", whole)
    return When(date_format(day, "D d/m" if day.year == today.year else "d/m/Y"), "calendar", title=whole)
