"""An operation that cannot be done says why, to a person."""

from django.core.exceptions import PermissionDenied


class Refused(Exception):  # noqa: N818 - reads as what happened
    """The text is a sentence in the reader's language: what is wrong and what to do."""


class NotAllowed(Refused, PermissionDenied):
    """Who asks may not do this, or may not know of it. What nobody tells becomes the page of that name."""


class Gone(Refused):
    """It is not there any more: removed, merged, or moved out of sight."""
