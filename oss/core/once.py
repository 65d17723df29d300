"""A form that makes something makes it once: double click, resend, back and resend, two requests at once.

`{% once %}` draws a one-time key in the form. A POST that carries it waits for its like, and what was posted
before with that key and the very same content gets the result of the first: it makes nothing. The key is
committed together with what was made. The same key with other content is another wish: nothing typed is lost.
"""

import hashlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.messages import constants
from django.contrib.messages.storage.base import BaseStorage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from oss.core.locks import lock
from oss.core.models import UsedKey

FIELD = "once"
NOT_WHAT_WAS_WISHED = frozenset({FIELD, "csrfmiddlewaretoken", "draft"})
RESULTS = frozenset({201, 302})
"""What a form answers that made something: here it is, or a page to go to. All else may be sent again."""
KEPT = timedelta(days=30)
BODY_KEPT = timedelta(days=1)
"""An answer in the side panel of a page names somebody; nobody comes back to a side panel."""

Handler = Callable[[HttpRequest], HttpResponse]


def key_in(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST[FIELD]) if request.method == "POST" else None
    except (KeyError, ValueError):
        return None


def key_for(request: HttpRequest | None) -> UUID:
    """For a form that is drawn: the key it was sent with, when it is shown again; else a new one."""
    return (request and key_in(request)) or uuid4()


def once(get_response: Handler) -> Handler:
    """The middleware: innermost, where the user is known."""

    def handle(request: HttpRequest) -> HttpResponse:
        key = key_in(request)
        if key is None or not request.user.is_authenticated:
            return get_response(request)
        digest = _digest(request, key)
        with transaction.atomic():
            lock(f"once {digest}")
            if used := UsedKey.objects.filter(digest=digest).first():
                return _again(request, used)
            response = get_response(request)
            if response.status_code >= 500:  # noqa: PLR2004 - the server's own fault: nothing of it stays
                transaction.set_rollback(True)
            elif response.status_code in RESULTS:
                _keep(request, digest, response)
        return response

    return handle


def forget_old_keys() -> int:
    """Deletes what nobody will resend any more; returns how many."""
    now = timezone.now()
    old = UsedKey.objects.filter(used_at__lt=now - KEPT)
    named = UsedKey.objects.filter(used_at__lt=now - BODY_KEPT).exclude(body="")
    return (old | named).delete()[0]


def _keep(request: HttpRequest, digest: str, response: HttpResponse) -> None:
    if refused_only(request):
        return
    location = response.get("Location", "")
    UsedKey.objects.create(
        digest=digest,
        status=response.status_code,
        location=location,
        content_type=response.get("Content-Type", ""),
        body="" if location else response.content.decode(),
        told=told_to(request),
    )


def _again(request: HttpRequest, used: UsedKey) -> HttpResponse:
    _tell(request, used.told)
    if used.location:
        return HttpResponseRedirect(used.location)
    return HttpResponse(used.body, status=used.status, content_type=used.content_type)


def _tell(request: HttpRequest, told: list[tuple[int, str]]) -> None:
    for level, text in told:
        messages.add_message(request, level, text)


def told_to(request: HttpRequest) -> list[tuple[int, str]]:
    """The messages that the next page will show: level and text."""
    held = messages.get_messages(request)
    told = [(one.level, str(one)) for one in held]
    if isinstance(held, BaseStorage):
        held.used = False  # the next page still shows them
    return told


def refused_only(request: HttpRequest) -> bool:
    """A page that is gone back to with nothing but bad news: nothing of the form was done."""
    levels = {level for level, _text in told_to(request)}
    return constants.ERROR in levels and constants.SUCCESS not in levels


def _digest(request: HttpRequest, key: UUID) -> str:
    """Of who wishes what: user, place, key, fields and files."""
    found = hashlib.sha256()
    for part in _parts(request, key):
        found.update(f"{len(part)}:".encode() + part)
    return found.hexdigest()


def _parts(request: HttpRequest, key: UUID) -> Iterator[bytes]:
    yield from (str(one).encode() for one in (request.user.pk, request.get_full_path(), key))
    for name, values in sorted(request.POST.lists()):
        if name not in NOT_WHAT_WAS_WISHED:
            counted = (name, len(values), *values)  # a value that reads as a name is none
            yield from (str(one).encode(errors="surrogatepass") for one in counted)
    for name, files in sorted(request.FILES.lists()):
        yield from (name.encode(), str(len(files)).encode())
        for file in files:
            yield from (str(file.name).encode(), _content(file))


def _content(file: UploadedFile) -> bytes:
    found = hashlib.sha256()
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return found.digest()
