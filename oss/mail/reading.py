"""What the reading view shows of a message: clean HTML or text, history folded, no address of another host.

The stored HTML is sanitised already (`oss.mail.sanitise`), so it is well-formed: tags can be told by pattern.
"""

import re
from dataclasses import dataclass

from django.core import signing
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from oss.mail.models import Message
from oss.mail.quoting import segments
from oss.mail.sanitise import content_id
from oss.staff.models import User

LINK_LIVES = 10 * 60  # seconds
_SALT = "oss.mail.inline_image"

_IMAGE = re.compile(r"""<img\b((?:[^>"]|"[^"]*")*)>""")
_SOURCE = re.compile(r"""\ssrc="([^"]*)\"""")
_REMOTE = re.compile("https://", re.IGNORECASE)
_QUOTE_TAG = re.compile(r"""<(/?)(blockquote|div)\b((?:[^>"]|"[^"]*")*)>""")
_LOOKS = re.compile(r"""\s(bgcolor|color|style)="([^"]*)\"""")
_QUOTE_CLASS = re.compile(r"""class="[^"]*\b(?:gmail_quote|yahoo_quoted)""")


@dataclass(frozen=True)
class Body:
    """`content` is safe to show under the policy of the reading view; `blocked` counts the remote images that
    were left out. With `own_colours` it says somewhere how it wants to look, and needs a light ground."""

    content: SafeString
    blocked: int = 0
    own_colours: bool = False


def body_of(message: Message, *, user: User, remote_images: bool = False) -> Body:
    """With `remote_images` those stay that come over https; the reader asked for them."""
    if not message.html:
        return Body(_text(message.text))
    pictures = {one.content_id: one.pk for one in message.attachments.all() if one.content_id}
    blocked = 0

    def image(found: re.Match[str]) -> str:
        nonlocal blocked
        source = _SOURCE.search(found[1])
        url = source[1] if source else ""
        if url.startswith("data:image/"):
            return found[0]
        if url.lower().startswith("cid:"):
            return _inline_image(found[1], pictures.get(content_id(url)), user)
        if remote_images and _REMOTE.match(url):
            return found[0]
        blocked += bool(url)
        return _without_source(found[1])

    content = _fold(_IMAGE.sub(image, message.html))
    return Body(mark_safe(content), blocked, _has_colours(message.html))  # noqa: S308 - sanitised when stored


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
        for found in _IMAGE.finditer(message.html)
    )


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


def _text(text: str) -> SafeString:
    pieces = [_folded(_plain(one.text)) if one.quoted else _plain(one.text) for one in segments(text)]
    return mark_safe("\n".join(pieces))  # noqa: S308 - each piece is escaped


def _plain(text: str) -> SafeString:
    return format_html('<div class="text">{}</div>', text)


def _folded(content: str) -> str:
    label = escape(_("Earlier messages"))  # xgettext does not look inside an f-string
    return f"<details><summary>{label}</summary>{content}</details>"


def _fold(html: str) -> str:
    """Outermost quotations go into a fold; what is not closed properly stays open to see."""
    pieces: list[str] = []
    position = depth = start = 0
    for tag in _QUOTE_TAG.finditer(html):
        closing, name = tag[1], tag[2]
        if depth == 0:
            if closing or not _opens_quotation(name, tag[3]):
                continue
            start, kind, depth = tag.start(), name, 1
        elif name == kind:
            depth += -1 if closing else 1
            if depth == 0:
                pieces += [html[position:start], _folded(html[start : tag.end()])]
                position = tag.end()
    return "".join([*pieces, html[position:]])


def _opens_quotation(name: str, attributes: str) -> bool:
    return name == "blockquote" or bool(_QUOTE_CLASS.search(attributes))
