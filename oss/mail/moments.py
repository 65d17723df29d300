"""The moment that a Date field names, as programs write it in all languages and zones."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

YEARS = range(1970, 2100)
LONGEST = 200  # characters

# names that the standard library does not know, and the hours that they are ahead
_ZONES = {
    name: hours
    for hours, names in enumerate(("WET", "CET MET MEZ HNEC WEST BST", "CEST MEST MESZ HAEC EET", "EEST MSK"))
    for name in names.split()
}
_ZONE = re.compile(r"""\d[:.]\d\d [("']?([A-Za-z]{0,5})(?:([+-]\d{1,2})(?::?(\d\d))?)?(?![A-Za-z\d/.])""")
_OURS = re.compile(r"Europe/(?:Brussels|Amsterdam|Paris|Berlin)|(?:Romance|W\. Europe) (?:Standard|Daylight)")
_MONTHS = {
    beginning: english
    for english, beginnings in (
        *(("Jan", "jan"), ("Feb", "feb fév fev"), ("Mar", "mar mrt maa mär"), ("Apr", "apr avr")),
        *(("May", "may mei mai"), ("Jun", "jun juin"), ("Jul", "jul juil"), ("Aug", "aug aoû aou")),
        *(("Sep", "sep"), ("Oct", "oct okt"), ("Nov", "nov"), ("Dec", "dec déc dez")),
    )
    for beginning in beginnings.split()
}
_WEEKDAY = re.compile(r"\A[^\W\d_]{2,12}[.,\s]{1,4}(?=\d)")
_MONTH = re.compile(r"(?<=\d)[\s.-]{1,3}([^\W\d_]{3,9})[\s.-]{1,3}(?=\d)")
_IN_DIGITS = re.compile(r"\A(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b")
_ISO = re.compile(r"\A(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d{1,9})?(.*)")
_FRACTION = re.compile(r"(:\d\d)[.,]\d{1,9}\b")
_JAN, _DEC = 1, 12


def moment(line: str) -> datetime | None:
    """None where the date cannot be read, or cannot be true."""
    plain = _plain(line[:LONGEST].strip())
    try:
        found = parsedate_to_datetime(plain)
        zone = _zone(plain)
        if zone is not None or found.tzinfo is None:
            found = found.replace(tzinfo=zone or UTC)
        found = found.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None
    return found if found.year in YEARS else None


def _plain(line: str) -> str:
    """As the standard asks: 16 Nov 2026 10:00:00 +0100."""
    line = _FRACTION.sub(r"\1", _WEEKDAY.sub("", line))
    iso = _ISO.match(line)
    if iso:
        year, month, day = iso[1].split("-")
        return f"{day} {_english(int(month))} {year} {iso[2]} {iso[3].strip()}"
    digits = _IN_DIGITS.match(line)
    if digits:
        day, month = int(digits[1]), int(digits[2])
        day, month = (month, day) if month > _DEC else (day, month)
        return f"{day} {_english(month)} {digits[3]}{line[digits.end() :]}"
    return _MONTH.sub(_in_english, line, count=1)


def _english(month: int) -> str:
    return list(dict.fromkeys(_MONTHS.values()))[month - 1] if _JAN <= month <= _DEC else ""


def _in_english(found: re.Match[str]) -> str:
    word = found[1].lower()
    return f" {_MONTHS.get(word[:4]) or _MONTHS.get(word[:3]) or found[1]} "


def _zone(line: str) -> tzinfo | None:
    """Where the standard library can't read it or reads it otherwise: "CEST", "GMT+0100", "+01:00", "+1"."""
    if _OURS.search(line):
        return ZoneInfo("Europe/Brussels")
    found = _ZONE.search(line)
    if not found:
        return None
    name, hours, minutes = found.groups()
    if hours:
        ahead = timedelta(hours=abs(int(hours)), minutes=int(minutes or 0))
        return timezone(-ahead if hours.startswith("-") else ahead)
    return timezone(timedelta(hours=_ZONES[name.upper()])) if name.upper() in _ZONES else None
