"""Days and hours as people type them; how long ago, in as few signs as a dense list leaves room for; and
when, inside a sentence.
"""

import re
from calendar import monthrange
from datetime import date, datetime, time

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from oss.core.partial_dates import month_of
from oss.core.plain_text import beginning

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_BY_YEAR = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_BY_DAY = re.compile(
    r"(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+)(?P<month>\d{1,2})(?:(?:\s*[/.-]\s*|\s+)(?P<year>\d{4}|\d{2}))?"
)
_IN_WORDS = re.compile(r"(?P<day>\d{1,2})\s*(?P<word>[^\W\d_]{3,})\.?(?:\s*(?P<year>\d{4}|\d{2}))?")
_HOURS = re.compile(r"(?P<hour>\d{1,2})\s*(?:[:.uh]\s*(?P<minute>\d{2})|u(?:ur)?|h)", re.IGNORECASE)
_MONTHS = range(1, 13)
_CENTURY = 100
_YEARS_AHEAD = 30
_DAYS_SHOWN, _WEEKS_SHOWN = 14, 9


def months_before(day: date, months: int) -> date:
    """On the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def read_day(text: str) -> date | None:
    """The day that somebody typed: "27/11/2026", "27-11-26", "27.11", "27 nov", "2026-11-27"; None: no day.

    Without a year it is this year's; a year of two digits lies at most thirty years ahead.
    """
    clean = " ".join(text.split())
    found = _in_figures(clean) or _IN_WORDS.fullmatch(clean)
    if found is None or not clean.isascii():
        return None
    parts = found.groupdict()
    month = month_of(parts["word"]) if "word" in parts else int(parts["month"])
    if month is None:
        return None
    try:
        return date(_year(parts["year"]), month, int(parts["day"]))
    except ValueError:
        return None


def looks_like_a_day(text: str) -> bool:
    """In figures alone, whether or not there is such a day: "31/02/2027"."""
    return _in_figures(" ".join(text.split())) is not None


def no_day(text: str) -> str:
    """What is wrong with what was typed for a day, and how a day is written."""
    clean = beginning(" ".join(text.split()))
    found = _in_figures(clean)
    if found and int(found["month"]) in _MONTHS:
        day, year = int(found["day"]), _year(found["year"])
        month = formats.date_format(date(2000, int(found["month"]), 1), "F")
        said = _("There is no %(day)s %(month)s %(year)s.") % {"day": day, "month": month, "year": year}
    else:
        said = _("“%(text)s” is no date.") % {"text": clean}
    remedy = _("Write day/month/year, for example 31/03/2026.")
    return f"{said} {remedy}"


def _in_figures(clean: str) -> re.Match[str] | None:
    return _BY_YEAR.fullmatch(clean) or _BY_DAY.fullmatch(clean)


def read_hour(text: str) -> time | None:
    """The hour that somebody typed: "14:30", "14u30", "14.30", "14 u", "14 uur"; None: no hour."""
    found = _HOURS.fullmatch(" ".join(text.split()))
    if found is None or not text.isascii():
        return None
    try:
        return time(int(found["hour"]), int(found["minute"] or 0))
    except ValueError:
        return None


def _year(digits: str | None) -> int:
    this_year = timezone.localdate().year
    if digits is None:
        return this_year
    if len(digits) > len("99"):
        return int(digits)
    year = this_year - this_year % _CENTURY + int(digits)
    return year - _CENTURY if year > this_year + _YEARS_AHEAD else year


def written(day: date) -> str:
    """ "27/11/2026", which `read_day` reads again; a year has four digits, as a typing error may be 0206."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


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
    hour = local.strftime("%H:%M")
    if local.date() == timezone.localdate():
        return _("at %(time)s") % {"time": hour}
    day = formats.date_format(local.date(), "SHORT_DATE_FORMAT")
    return _("on %(day)s at %(time)s") % {"day": day, "time": hour}


def in_days(days: int) -> str:
    """ "2 d", "4 w", "7 mo"."""
    if days < _DAYS_SHOWN:
        return _("%(number)s d") % {"number": days}
    if days < 7 * _WEEKS_SHOWN:
        return _("%(number)s w") % {"number": days // 7}
    return _("%(number)s mo") % {"number": days * 12 // 365}
