"""Mail that a machine wrote, and what the receiving server found out about the sender."""

import re
from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

Headers = Mapping[str, list[str]]
"""Header name in lower case → its values as text."""


class Automatic(models.TextChoices):
    """Written by a person, or by which kind of machine."""

    NONE = "none", _("Written by a person")
    BOUNCE = "bounce", _("Delivery report")
    AUTO_REPLY = "auto_reply", _("Automatic reply")
    LIST = "list", _("Mailing list")
    BULK = "bulk", _("Bulk mail")
    NO_REPLY = "no_reply", _("Sender takes no replies")


_NO_REPLY = re.compile(
    r"^(no|not|non|do[-_.]?not|niet|geen|ne|keine?)[-_.]?(reply|replies|answer|antwoord\w*|beantwoorden)"
)
_BOUNCER = re.compile(r"^(mailer-daemon|postmaster|mail-daemon)(@|$)")
_RESULT = re.compile(r"\b(spf|dkim|dmarc)\s*=\s*(\w+)")


def classify(headers: Headers, *, content_type: str, report_type: str, sender: str) -> Automatic:
    """The most telling sign wins: a report is a report even where it also calls itself automatic."""
    local = sender.partition("@")[0]
    checks = (
        (Automatic.BOUNCE, _is_bounce(headers, content_type, report_type, sender)),
        (Automatic.AUTO_REPLY, _is_auto_reply(headers, content_type, report_type)),
        (Automatic.LIST, any(name in headers for name in ("list-id", "list-unsubscribe", "list-post"))),
        (Automatic.BULK, _first(headers, "precedence").lower() in {"bulk", "list", "junk"}),
        (Automatic.NO_REPLY, bool(_NO_REPLY.match(local))),
    )
    return next((kind for kind, found in checks if found), Automatic.NONE)


def _is_bounce(headers: Headers, content_type: str, report_type: str, sender: str) -> bool:
    if content_type == "multipart/report" and report_type in {"delivery-status", ""}:
        return True
    return bool(_BOUNCER.match(sender)) or "x-failed-recipients" in headers


def _is_auto_reply(headers: Headers, content_type: str, report_type: str) -> bool:
    automatic = _first(headers, "auto-submitted").lower()
    return (
        automatic not in {"", "no"}
        or any(name in headers for name in ("x-autoreply", "x-autorespond", "x-autoresponder"))
        or _first(headers, "precedence").lower() == "auto_reply"
        or _first(headers, "x-auto-response-suppress").lower() == "all"
        or (content_type == "multipart/report" and report_type == "disposition-notification")
        or _first(headers, "return-path") == "<>"
    )


def authenticity(headers: Headers) -> dict[str, str]:
    """SPF, DKIM and DMARC from the topmost Authentication-Results: our own server's. A hint, no proof."""
    line = _first(headers, "authentication-results")
    found: dict[str, str] = {}
    for method, result in _RESULT.findall(line.lower()):
        if found.get(method) != "pass":  # one good signature of several is enough
            found[method] = result[:20]
    if found:
        found["server"] = line.partition(";")[0].strip()[:255]
    return found


def _first(headers: Headers, name: str) -> str:
    values = headers.get(name)
    return values[0].strip() if values else ""
