"""Who writes to a citizen: what each public page and each mail says of us."""

from typing import Any

from django.conf import settings


def who_we_are() -> dict[str, Any]:
    """For a template: `organisation`, and how it is reached, in lines, as `contact`."""
    return {
        "organisation": settings.ORGANISATION_NAME,
        "contact": settings.ORGANISATION_CONTACT.splitlines(),
    }
