"""How long ago, in as few signs as a dense list leaves room for; and when, inside a sentence."""

from datetime import date, datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_DAYS_SHOWN, _WEEKS_SHOWN = 14, 9


def age(since: datetime | date) -> str:
    """ "5 min", "3 h", "2 d", "4 w", "7 mo"; whole units, rounded down."""
    if not isinstance(since, datetime):
        days = (timezone.localdate() - since).days
        return _("today") if days < 1 else in_days(days)
    seconds = max(0, int((timezone.now() - since).total_seconds()))
    if seconds < _HOUR:
        return _("%(number)s min") % {"number": seconds // _MINUTE}
    if seconds < _DAY:
        return _("%(number)s h") % {"number": seconds // _HOUR}
    return in_days(seconds // _DAY)


def moment(at: datetime) -> str:
    """ "at 14:03" today, else "on 28/11/2026 at 14:03": goes into a sentence."""
    local = timezone.localtime(at)
    time = local.strftime("%H:%M")
    if local.date() == timezone.localdate():
        return _("at %(time)s") % {"time": time}
    day = formats.date_format(local.date(), "SHORT_DATE_FORMAT")
    return _("on %(day)s at %(time)s") % {"day": day, "time": time}


def in_days(days: int) -> str:
    """ "2 d", "4 w", "7 mo"."""
    if days < _DAYS_SHOWN:
        return _("%(number)s d") % {"number": days}
    if days < 7 * _WEEKS_SHOWN:
        return _("%(number)s w") % {"number": days // 7}
    return _("%(number)s mo") % {"number": days * 12 // 365}
