"""What the reading view shows of a message: clean HTML or text, history folded, no address of another host.

The stored HTML is sanitised already (`oss.mail.sanitise`), so it is well-formed: tags can be told by pattern.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.core import signing
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from oss.mail.folding import fold
from oss.mail.models import ForwardedMail, Message
from oss.mail.quoting import answers_below, segments
from oss.mail.sanitise import content_id
from oss.mail.subjects import is_forward
from oss.staff.models import User

LINK_LIVES = 10 * 60  # seconds
_SALT = "oss.mail.inline_image"

_IMAGE = re.compile(r"""<img\b((?:[^<>"]++|"[^"]*+")*+)>""")
_SOURCE = re.compile(r"""\ssrc="([^"]*)\"""")
_REMOTE = re.compile("https://", re.IGNORECASE)
_LOOKS = re.compile(r"""\s(bgcolor|color|style)="([^"]*)\"""")


@dataclass(frozen=True)
class Body:
    """`content` is safe to show under the policy of the reading view; `blocked` counts the remote images that
    were left out. With `own_colours` it says somewhere how it wants to look, and needs a light ground."""

    content: SafeString
    blocked: int = 0
    own_colours: bool = False
    forwarded: tuple["Forwarded", ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.content and not self.forwarded


@dataclass(frozen=True)
class Forwarded:
    """A mail that was attached, read in place."""

    mail: ForwardedMail
    content: SafeString


def body_of(message: Message, *, user: User, remote_images: bool = False) -> Body:
    """With `remote_images` those stay that come over https; the reader asked for them."""
    attachments = message.attachments.all()
    pictures = _Pictures(
        {one.content_id.lower(): one.pk for one in attachments if one.content_id and one.inline},
        user,
        remote=remote_images,
    )
    forwarded = tuple(
        Forwarded(one, _content(one.html, one.text, one.subject, pictures)) for one in message.forwarded.all()
    )
    return Body(
        _content(message.html, message.text, message.subject, pictures),
        pictures.blocked,
        any(_has_colours(one) for one in (message.html, *(inner.mail.html for inner in forwarded))),
        forwarded,
    )


def _content(html: str, text: str, subject: str, pictures: "_Pictures") -> SafeString:
    forward = is_forward(subject)
    if not html:
        return _text(text, forward=forward)
    return mark_safe(fold(_IMAGE.sub(pictures.image, html), _folded, forward=forward))  # noqa: S308 - sanitised when stored


class _Pictures:
    """Those that came along get an address; those from elsewhere stay where the reader asked for them."""

    def __init__(self, known: dict[str, int], user: User, *, remote: bool) -> None:
        self._known = known
        self._user = user
        self._remote = remote
        self.blocked = 0

    def image(self, found: re.Match[str]) -> str:
        source = _SOURCE.search(found[1])
        url = source[1] if source else ""
        if url.startswith("data:image/"):
            return found[0]
        if url.lower().startswith("cid:"):
            return _inline_image(found[1], self._known.get(content_id(url)), self._user)
        if self._remote and _REMOTE.match(url):
            return found[0]
        self.blocked += bool(url)
        return _without_source(found[1])


def _has_colours(html: str) -> bool:
    """Whether it names one anywhere; each sign is looked at once, as the text comes from outside."""
    return any(
        found[1] != "style" or "color" in found[2].lower() or "background" in found[2].lower()
        for found in _LOOKS.finditer(html)
    )


def has_remote_images(message: Message) -> bool:
    """Whether there is anything to ask for: images over https, which the mail's own page leaves out."""
    return any(
        (source := _SOURCE.search(found[1])) and _REMOTE.match(source[1])
        for html in (message.html, *(_forwarded_html(message) if message.has_attachments else ()))
        for found in _IMAGE.finditer(html)
    )


def _forwarded_html(message: Message) -> Iterable[str]:
    return message.forwarded.values_list("html", flat=True)


def _inline_image(attributes: str, pk: int | None, user: User) -> str:
    if pk is None:
        return _without_source(attributes)
    source = f' src="{escape(inline_image_url(pk, user))}"'
    return f"<img{_SOURCE.sub(lambda _found: source, attributes, count=1)}>"


def _without_source(attributes: str) -> str:
    """Its description stays."""
    return f"<img{_SOURCE.sub('', attributes)}>"


# --- Signed addresses of images in the text ------------------------------------------------------


def inline_image_url(attachment: int, user: User) -> str:
    """A sandboxed page sends no session: the address itself says, signed, for minutes, who looks at what."""
    token = signing.dumps([attachment, user.pk], salt=_SALT)
    return reverse("mail_inline_image", args=[token])


def read_token(token: str) -> tuple[int, int] | None:
    """(attachment, user), or None where the token is not ours or too old."""
    try:
        attachment, user = signing.loads(token, salt=_SALT, max_age=LINK_LIVES)
    except signing.BadSignature:
        return None
    return attachment, user


# --- History -------------------------------------------------------------------------------------


def _text(text: str, *, forward: bool) -> SafeString:
    found = segments(text)
    is_open = forward or answers_below("\n".join(one.text for one in found if not one.quoted))
    pieces = [_folded(_plain(one.text), is_open) if one.quoted else _plain(one.text) for one in found]
    return mark_safe("\n".join(pieces))  # noqa: S308 - each piece is escaped


def _plain(text: str) -> SafeString:
    return format_html('<div class="text">{}</div>', text)


def _folded(content: str, is_open: bool) -> str:
    label = escape(_("Earlier messages"))  # xgettext does not look inside an f-string
    return f"<details{' open' if is_open else ''}><summary>{label}</summary>{content}</details>"
