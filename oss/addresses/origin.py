"""Where an address comes from, as its page says: the register under its licence, the demo, or a colleague."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from oss.core.components import Text

INVENTED_FROM = 900_000_001
"""The demo's register ids begin here, far above those of the register."""


def origin_of(register_id: int | None) -> Text:
    """One line; empty for an address outside the register, whose sign says so already."""
    if register_id is None:
        return ""
    if register_id >= INVENTED_FROM:
        return _("Demo data: the streets exist; numbers, boxes and positions are invented.")
    return settings.ADDRESS_SOURCE_NOTICE or _(
        "Source: Gebouwen- en Adressenregister, Digitaal Vlaanderen, used under the licence of the register."
    )
