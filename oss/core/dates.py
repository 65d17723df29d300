"""How long ago, in as few signs as a dense list leaves room for."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_DAYS_SHOWN, _WEEKS_SHOWN = 14, 9


def age(since: datetime | date) -> str:
    """ "5 min", "3 h", "2 d", "4 w", "7 mo"; whole units, rounded down."""
    if not isinstance(since, datetime):
        days = (timezone.localdate() - since).days
        return _("today") if days < 1 else _in_days(days)
    seconds = max(0, int((timezone.now() - since).total_seconds()))
    if seconds < _HOUR:
        return _("%(number)s min") % {"number": seconds // _MINUTE}
    if seconds < _DAY:
        return _("%(number)s h") % {"number": seconds // _HOUR}
    return _in_days(seconds // _DAY)


def _in_days(days: int) -> str:
    if days < _DAYS_SHOWN:
        return _("%(number)s d") % {"number": days}
    if days < 7 * _WEEKS_SHOWN:
        return _("%(number)s w") % {"number": days // 7}
    return _("%(number)s mo") % {"number": days * 12 // 365}
