"""What is done with public links: given out, used, taken back. Their openings are counted.

url = issue_link("survey", survey.pk, expires_at=…, language="fr", by=by)
"""

from datetime import datetime
from secrets import token_urlsafe

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _

from oss.core.refusal import Gone
from oss.core.registry import offered
from oss.public.languages import DUTCH, LANGUAGES
from oss.public.models import PublicLink, PublicOpening, digest_of
from oss.public.purposes import Purpose
from oss.staff.models import User
from oss.staff.rights import hold, operation

TOKEN_BYTES = 32
MAY_REVOKE = "public.change_publiclink"


@operation()
def issue_link(
    purpose: str,
    about: int,
    *,
    by: User | None,
    expires_at: datetime,
    most_uses: int = 1,
    language: str = DUTCH,
) -> str:
    """The whole address, to be put in a mail that is `secret`; it can't be found back afterwards.

    LookupError for a purpose that nobody offers.
    """
    if purpose not in offered(Purpose):
        raise LookupError(f"no package offers {purpose!r} as the purpose of a public page")
    token = token_urlsafe(TOKEN_BYTES)
    PublicLink.objects.create(
        digest=digest_of(token), purpose=purpose, about=about, expires_at=expires_at, most_uses=most_uses
    )
    spoken = {"lang": language} if language in LANGUAGES and language != DUTCH else None
    return settings.ORIGIN + reverse("public_page", args=[token], query=spoken)


@operation()
def use_link(link: PublicLink, *, by: User | None = None) -> None:
    """Counts one use, in the transaction of what is done through it. Gone where it is no longer open."""
    closed = Gone(_("This link is no longer valid."))
    held = hold(PublicLink.objects.open(), link, by=None, missing=closed)
    PublicLink.objects.filter(pk=held.pk).update(uses=F("uses") + 1)


@operation(MAY_REVOKE)
def revoke_link(link: PublicLink, *, by: User | None) -> None:
    """Nobody gets in by it any more; revoking it again changes nothing."""
    held = hold(PublicLink.objects, link, by=by)
    PublicLink.objects.filter(pk=held.pk, revoked_at=None).update(revoked_at=Now())


@operation()
def revoke_links(purpose: str, about: int, *, by: User | None) -> None:
    """All links to this, as when it was answered in another way."""
    PublicLink.objects.of(purpose, about).filter(revoked_at=None).update(revoked_at=Now())


@operation()
def note_opening(link: PublicLink, kind: str, *, by: User | None = None) -> None:
    PublicOpening.objects.create(link=link, kind=kind)
