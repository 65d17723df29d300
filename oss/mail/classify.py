"""Mail that a machine wrote, and what the receiving server found out about the sender."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models.enums import TextChoices  # by its own place: the reader's process has no models
from django.utils.translation import gettext_lazy as _

from oss.mail.headers import MailAddress

Headers = Mapping[str, list[str]]
"""Header name in lower case → its values as text."""


class Automatic(TextChoices):
    """Written by a person, or by which kind of machine."""

    NONE = "none", _("Written by a person")
    BOUNCE = "bounce", _("Delivery report")
    AUTO_REPLY = "auto_reply", _("Automatic reply")
    LIST = "list", _("Mailing list")
    BULK = "bulk", _("Bulk mail")
    NO_REPLY = "no_reply", _("Sender takes no replies")


_RESULT = re.compile(r"\b(spf|dkim|dmarc)\s*=\s*(\w+)")

_NO_REPLY = re.compile(
    r"(?:^|[._+-])(?:"
    r"(?:no|not|non|nao)[._-]?(?:repl(?:y|ies)|respond(?:er)?|responses?|answers?)"
    r"|do(?:es)?[._-]?(?:not|nt)[._-]?(?:reply|respond|answer)|dont[._-]?(?:reply|respond|answer)"
    r"|unmonitored|unattended|[^\W_]*noreply"
    r"|(?:niet|geen)[._-]?(?:te[._-]?)?(?:antwoord\w*|beantwoord\w*|reacties?|reageren|reply)"
    r"|(?:ne|pas)[._-]?(?:pas|plus|de)?[._-]?(?:repondre|reponses?)|(?:sans|aucune)[._-]?reponse"
    r"|(?:nicht|keine?)[._-]?(?:be)?antwort\w*"
    r")(?=$|[._+0-9-])"
)
_FORM = re.compile(
    r"(?:(?:web|contact|online|aanvraag)[._-]?)?form(?:s|ulier(?:en)?|ulaires?|ular)?$"
    r"|(?:wordpress|website|webmaster|www-data)$"
)
_DAEMON = re.compile(
    r"(?:mailer|mail)[ ._-]?d(?:ae|e)mon|mdaemon|mail delivery (?:sub)?system|mail delivery service"
    r"|microsoftexchange[0-9a-f]{8,}"
)
_POSTMASTER = re.compile(r"(?:postmaster|mail[._-]?admin(?:istrator)?|mail administrator)$")
_FAILED = re.compile(
    r"undeliver|not delivered|delivery (?:status notification|failure|has failed|report|delayed|incomplete)"
    r"|delivery .{0,40}failed|failure notice|returned (?:mail|to sender)|mail system error|non delivery"
    r"|could not (?:be delivered|send message)|message delayed"
    r"|(?:mail|message|bericht|zustellung).{0,20}(?:failed|mislukt|fehlgeschlagen)"
    r"|onbestelba|onbezorgba|niet (?:bestelba|(?:be|af)gelever|bezorgd|worden (?:bezorgd|afgeleverd))"
    r"|bezorging.{0,40}(?:mislukt|vertraagd)|unzustellbar|nicht (?:zugestellt|zustellbar)"
    r"|non[ -](?:remis|distribu|d[eé]livr)|[eé]chec de (?:la )?(?:remise|distribution|livraison)"
)
_ABSENCE = re.compile(  # one word alone says it only where no sentence follows
    r"(?:auto: )?automatische? (?:antwoord|beantwoording|reactie|antwort)"
    r"|r[eé]ponse (?:automatique|d['’ ]absence)"
    r"|auto(?:matic|mated)?[ -]?(?:reply|response)|autorespon"
    r"|afwezigheids(?:bericht|melding|assistent|mail)|vakantiebericht|abwesenheits\w{3,12}"
    r"|ik ben (?:momenteel |even )?afwezig|ich bin (?:derzeit )?abwesend"
    r"|(?:message|notification) d['’ ]absence|absen(?:ce|t) (?:du bureau|de mon bureau|au bureau|momentan)"
    r"|(?:afwezig(?:heid)?|abwesend|abwesenheit|(?:je suis )?absente?|absence|ooo"
    r"|(?:ik ben (?:momenteel |even )?)?niet op kantoor"
    r"|(?:auto: |i am |i'm |ik ben )?(?:currently |momenteel )?out[ -]of[ -](?:the[ -])?office)"
    r"(?= *(?:$|[:(/|,\[\])–—-]|[0-9]"
    r"|(?:van|tot|t/m|vanaf|wegens|tijdens|until|from|till|vom|bis|jusqu|du|re|antw|auto\w{0,10})\b))"
    r"|(?:(?:met |op )?vakantie|(?:in |met )?verlof|(?:en )?cong[eé]s?|(?:im )?urlaub)"
    r"(?= *(?::? *(?:re|antw|aw)\b *:|(?:van|tot|t/m|until|vom|bis|du|jusqu['’]au) *[0-9]))"
    r"|[^\n]{0,100}[(\[]automatische? (?:antwoord|bericht|reply)[)\]]"
)
AUTORESPONDERS = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-mail-autoreply", "x-vacation")
PRECEDENCES = ("precedence", "x-precedence")
_REPORTS = frozenset({"", "delivery-status", "feedback-report", "tlsrpt"})
_REPORT_PARTS = frozenset(
    {"message/delivery-status", "message/global-delivery-status", "message/feedback-report"}
)


@dataclass(frozen=True)
class Letterhead:
    """What is looked at to tell a machine from a person. `parts` are the content types outside enclosed
    mails, `report_type` that of the whole."""

    headers: Headers
    content_type: str
    report_type: str
    parts: frozenset[str]
    subject: str
    sender: MailAddress
    reply_to: Sequence[MailAddress]


def classify(head: Letterhead) -> Automatic:
    """The most telling sign wins: a report is a report even where it also calls itself automatic."""
    checks = (
        (Automatic.BOUNCE, _is_bounce(head)),
        (Automatic.AUTO_REPLY, _is_auto_reply(head)),
        (Automatic.LIST, any(name in head.headers for name in ("list-id", "list-unsubscribe", "list-post"))),
        (Automatic.BULK, _first(head.headers, "precedence").lower() in {"bulk", "list", "junk"}),
        (Automatic.NO_REPLY, takes_no_replies(head.sender.address) and not _answers_go_elsewhere(head)),
    )
    return next((kind for kind, found in checks if found), Automatic.NONE)


def takes_no_replies(address: str) -> bool:
    """no-reply@, ne-pas-repondre@, formulier.noreply@ and the like."""
    return bool(_NO_REPLY.search(address.partition("@")[0]))


def is_of_a_form(address: str) -> bool:
    """The sender of whatever is filled in on a website: webformulier@, contactform@, wordpress@."""
    return bool(_FORM.match(address.partition("@")[0]))


def _is_bounce(head: Letterhead) -> bool:
    if head.content_type == "multipart/report" and head.report_type in _REPORTS:
        return True
    local, name = head.sender.address.partition("@")[0], head.sender.name.lower()
    if "x-failed-recipients" in head.headers or _DAEMON.match(local) or _DAEMON.match(name):
        return True
    if _tells_absence(head):
        return False
    is_official = bool(_POSTMASTER.match(local) or _POSTMASTER.match(name))
    is_nobody = not head.sender.address
    signs = (_has_null_path(head), _is_submitted_by_a_machine(head), is_official, is_nobody)
    if any(signs) and (head.parts & _REPORT_PARTS or _FAILED.search(head.subject.lower())):
        return True
    return (is_official or is_nobody) and (_has_null_path(head) or _is_submitted_by_a_machine(head))


def _is_auto_reply(head: Letterhead) -> bool:
    headers = head.headers
    replies = (
        _first(headers, "auto-submitted").lower().startswith("auto-replied")
        or any(name in headers for name in AUTORESPONDERS)
        or any(_first(headers, name).lower().replace("-", "_") == "auto_reply" for name in PRECEDENCES)
        or (head.content_type == "multipart/report" and head.report_type == "disposition-notification")
        or _tells_absence(head)
    )
    if replies or _answers_go_elsewhere(head):
        return replies  # what a form sends is made by a machine, and written by whom the answers go to
    return (
        _is_submitted_by_a_machine(head)
        or _first(headers, "x-auto-response-suppress").lower() == "all"
        or _has_null_path(head)
    )


def _tells_absence(head: Letterhead) -> bool:
    return bool(_ABSENCE.match(head.subject.lower().lstrip(" \t[*(")))


def _has_null_path(head: Letterhead) -> bool:
    return _first(head.headers, "return-path").replace(" ", "") == "<>"


def _is_submitted_by_a_machine(head: Letterhead) -> bool:
    return _first(head.headers, "auto-submitted").lower() not in {"", "no"}


def _answers_go_elsewhere(head: Letterhead) -> bool:
    """Reply-To names somebody else than the sender, who takes replies."""
    return any(
        "@" in one.address and one.address != head.sender.address and not takes_no_replies(one.address)
        for one in head.reply_to
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
