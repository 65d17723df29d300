"""What a part of a mail is, whatever it is called: by its type, and by its name where that tells little."""

TEXT, HTML, CALENDAR, MAIL = "text/plain", "text/html", "text/calendar", "message/rfc822"
SMIME, TNEF = "application/pkcs7-mime", "application/ms-tnef"

_CALLED = {
    **dict.fromkeys(("application/xhtml+xml", "text/xhtml"), HTML),
    **dict.fromkeys(
        (
            "text/x-vcalendar",
            "text/x-calendar",
            "application/calendar",
            "application/ics",
            "application/x-ics",
        ),
        CALENDAR,
    ),
    **dict.fromkeys(("message/global", "message/news", "application/eml", "application/x-eml"), MAIL),
    "application/x-pkcs7-mime": SMIME,
    "application/vnd.ms-tnef": TNEF,
}
_ENDS = {".eml": MAIL, ".ics": CALENDAR, ".vcs": CALENDAR}
_NO_WORDS = {"text/x-vcard", "text/vcard", "text/directory", "text/css", "text/csv", "text/xml", "text/rtf"}
_WORDS_BY_NAME = {".txt": TEXT, ".htm": HTML, ".html": HTML}


def kind(content_type: str, name: str) -> str:
    """Its type under one name."""
    known = _CALLED.get(content_type, content_type)
    if known in {HTML, CALENDAR, MAIL, SMIME, TNEF} or not name:
        return known
    lower = name.lower()
    if lower in {"smime.p7m", "winmail.dat"}:
        return SMIME if lower == "smime.p7m" else TNEF
    return next((one for end, one in _ENDS.items() if lower.endswith(end)), known)


def tells_nothing(content_type: str) -> bool:
    """What programs call any file of which they know no type."""
    _main, _slash, sub = content_type.partition("/")
    return sub in {"octet-stream", "binary", "unknown", "download"} or sub.startswith(("x-", "force-"))


def of_a_letter(content_type: str, name: str) -> str:
    """`text/plain` or `text/html` where a file may be a letter that somebody sent as one; else empty."""
    known = kind(content_type, name)
    if known in {TEXT, HTML}:
        return known
    if known.startswith("text/") and known not in {*_NO_WORDS, CALENDAR}:
        return TEXT
    ends = (one for end, one in _WORDS_BY_NAME.items() if name.lower().endswith(end))
    return next(ends, "") if tells_nothing(known) else ""
