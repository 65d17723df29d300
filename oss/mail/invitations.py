"""Reads calendar parts (iCalendar), as programs of all kinds write them."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Component

from oss.mail.appointments import DAY, Appointment

MOST_EVENTS = 20
LARGEST = 200_000  # characters
LONGEST = 50_000  # characters of a field
_KINDS = {"VEVENT", "VTODO"}


def appointments(text: str) -> tuple[Appointment, ...]:
    """Empty where it is no calendar that can be read."""
    if len(text) > LARGEST:
        return ()
    try:
        calendars = Calendar.from_ical(_in_lines(text), multiple=True)
        found = [
            (one, str(calendar.get("METHOD", "")).upper())
            for calendar in calendars
            for one in calendar.subcomponents
            if one.name in _KINDS
        ]
        return tuple(_appointment(one, method) for one, method in found[:MOST_EVENTS])
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
        return ()  # the library refuses what makes no sense; the part stays an attachment


def _in_lines(text: str) -> str:
    """What is no line of a calendar goes on with the one before: some programs forget to indent it."""
    lines: list[str] = []
    for line in text.splitlines():
        if _LINE.match(line) or line[:1] in {" ", "\t"} or not lines:
            lines.append(line)
        else:
            lines[-1] += line
    return "\r\n".join(one for one in lines if one.strip()) + "\r\n"


_LINE = re.compile(r"[A-Za-z0-9-]{1,60}[;:]")


def _appointment(event: Component, method: str) -> Appointment:
    starts = _moment(event, "DTSTART") or _moment(event, "DUE")
    ends = _moment(event, "DTEND") or _after(starts, event.get("DURATION"))
    if ends and not isinstance(ends, datetime):
        ends = max(starts or ends, ends - DAY)  # the day after the last one is named
    return Appointment(
        summary=_text(event, "SUMMARY"),
        starts=starts,
        ends=ends,
        location=_text(event, "LOCATION"),
        description=_text(event, "DESCRIPTION"),
        organiser=_organiser(event),
        cancelled="CANCEL" in {method, str(event.get("STATUS", "")).upper()[:6]},
        repeats="RRULE" in event,
    )


def _moment(event: Component, name: str) -> datetime | date | None:
    value: Any = event.get(name)
    moment = getattr(value, "dt", None)
    return _plain(moment) if isinstance(moment, date) else None


def _plain(moment: datetime | date) -> datetime | date:
    """In UTC: a zone that the calendar describes itself is not handed on."""
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.astimezone(UTC)
    return moment


def _after(starts: datetime | date | None, duration: Any) -> datetime | date | None:
    length = getattr(duration, "dt", None)
    return starts + length if starts and isinstance(length, timedelta) else None


def _text(event: Component, name: str) -> str:
    value: Any = event.get(name, "")
    first = value[0] if isinstance(value, list) and value else value
    return str(first).replace("\r\n", "\n").strip()[:LONGEST]


def _organiser(event: Component) -> str:
    value: Any = event.get("ORGANIZER", "")
    name = str(getattr(value, "params", {}).get("CN", "")).strip()
    address = str(value).partition(":")[2] if str(value).lower().startswith("mailto:") else str(value)
    return f"{name} <{address}>" if name and address else name or address
