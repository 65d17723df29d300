"""Which mails' remote images this reader asked to see: kept in the session, so gone with it."""

from typing import Any

from django.http import HttpRequest

from oss.mail.models import Message
from oss.mail.reading import has_remote_images

_KEY = "mail_remote_images"
_MOST = 200


def are_shown(request: HttpRequest, message: int) -> bool:
    return message in request.session.get(_KEY, [])


def show(request: HttpRequest, message: int) -> None:
    """From now on, in this session; the oldest choice goes when there are very many."""
    others = [one for one in request.session.get(_KEY, []) if one != message]
    request.session[_KEY] = [*others[1 - _MOST :], message]


def frame(request: HttpRequest, message: Message) -> dict[str, Any]:
    """What `mail/frame.html` shows."""
    shown = are_shown(request, message.pk)
    return {
        "message": message,
        "images_shown": shown,
        "offers_images": not shown and has_remote_images(message),
    }
