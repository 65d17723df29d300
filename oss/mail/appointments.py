"""An appointment that came as a calendar part, and how it reads where the mail says nothing else."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Appointment:
    """Times without a zone are ours. An appointment of whole days has days, the last one included."""

    summary: str = ""
    starts: datetime | date | None = None
    ends: datetime | date | None = None
    location: str = ""
    description: str = ""
    organiser: str = ""
    cancelled: bool = False
    repeats: bool = False


def words(appointments: tuple[Appointment, ...]) -> str:
    """As a letter in the language of the house, to be stored as the text of the mail."""
    with override(settings.LANGUAGE_CODE):
        return "\n\n".join(filter(None, map(_words, appointments)))


def _words(one: Appointment) -> str:
    repeated = _("(repeated)") if one.repeats else ""
    lines = [
        _("This appointment is cancelled.") if one.cancelled else "",
        _line(_("Appointment"), one.summary),
        _line(_("When"), " ".join(filter(None, (_when(one), repeated)))),
        _line(_("Where"), one.location),
        _line(_("Invited by"), one.organiser),
    ]
    return "\n\n".join(filter(None, ("\n".join(filter(None, lines)), one.description)))


def _line(label: str, value: str) -> str:
    return f"{label}: {value}" if value else ""


def _when(one: Appointment) -> str:
    if one.starts is None:
        return ""
    first, last = _day(one.starts), _day(one.ends or one.starts)
    if first == last:
        times = "–".join(filter(None, (_time(one.starts), _time(one.ends))))
        return ", ".join(filter(None, (first, times)))
    return " – ".join(
        ", ".join(filter(None, (day, _time(at)))) for day, at in ((first, one.starts), (last, one.ends))
    )


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def _day(moment: datetime | date) -> str:
    return date_format(_local(moment) if isinstance(moment, datetime) else moment, "l j F Y")


def _time(moment: datetime | date | None) -> str:
    return date_format(_local(moment), "H:i") if isinstance(moment, datetime) else ""
