"""The one door for citizens: a token in the address, and behind it the page of its purpose.

No cookie, no script, no login. A link that was never given out, was used, expired or was revoked is answered
with one and the same page, so that guessing tells nothing.
"""

from typing import Any

import structlog
from csp.constants import NONE
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from oss.core.registry import offered
from oss.public.languages import DUTCH, LANGUAGES
from oss.public.limits import is_too_often
from oss.public.models import OpeningKind, PublicLink, digest_of
from oss.public.operations import note_opening
from oss.public.purposes import PublicPage, Purpose
from oss.public.who_we_are import who_we_are

_NOTHING_BUT_STYLE = {f"{name}-src": [NONE] for name in ("script", "connect", "font", "frame", "worker")}
_HEADERS = {
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",  # the address lets in who reads it
    "Cache-Control": "private, no-store",
}
_WAIT_SECONDS = 600

log = structlog.get_logger(__name__)


@csrf_exempt  # nobody is logged in by a cookie here: the token is all there is, and no other site knows it
@csp_replace(_NOTHING_BUT_STYLE)  # type: ignore[arg-type]  # takes any view
@require_http_methods(["GET", "HEAD", "POST"])
def public_page(request: HttpRequest, token: str) -> HttpResponse:
    asked = request.GET.get("lang", "")
    language = asked if asked in LANGUAGES else DUTCH
    with translation.override(language):
        if is_too_often(request, token):
            response = _draw(PublicPage("public/wait.html"), language, status=429)
            response.headers["Retry-After"] = str(_WAIT_SECONDS)
            return response
        page = _behind(request, token)
        if page is None:
            return _draw(PublicPage("public/closed.html"), language, status=404)
        return _draw(page, language)


def _behind(request: HttpRequest, token: str) -> PublicPage | None:
    """None for what is not, or no longer, open."""
    link = PublicLink.objects.filter(digest=digest_of(token)).first()
    if link is None:
        log.info("public_page_unknown")
        return None
    purpose = offered(Purpose).get(link.purpose)
    is_open = purpose is not None and PublicLink.objects.open().filter(pk=link.pk).exists()
    page = purpose.answer(request, link) if purpose and is_open else None
    happened = OpeningKind.CLOSED if page is None else OpeningKind.SHOWN
    note_opening(link, OpeningKind.ANSWERED if page and page.is_answer else happened)
    log.info("public_page_opened", purpose=link.purpose, link=link.pk, open=page is not None)
    return page


def _draw(page: PublicPage, language: str, *, status: int = 200) -> HttpResponse:
    """Without a request: the template knows nobody."""
    context: dict[str, Any] = {
        **page.context,
        "language": language,
        "languages": LANGUAGES,
        **who_we_are(),
    }
    return HttpResponse(
        render_to_string(page.template, context),
        status=status,
        headers={**_HEADERS, "Content-Language": language},
    )
