"""How often a public page may be opened: with one token, and from one address with any tokens.

Counted as failed logins are, in the cache that stands in the database; of token and address a hash is kept,
as long as it counts.
"""

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest


def is_too_often(request: HttpRequest, token: str) -> bool:
    """Counts this opening; True where there were too many. Whether the token exists makes no difference."""
    counted = (("address", ratelimit.get_ip(request)), ("token", token))
    return any(
        ratelimit.consume(
            request,
            app="oss.public",
            action=action,
            config=settings.PUBLIC_RATE_LIMITS,
            key=key,
            limit_get=True,
        )
        is None
        for action, key in counted
    )
