"""What a reader should know of how a mail could be read."""

from django.db.models.enums import TextChoices  # by its own place: the reader's process has no models
from django.utils.translation import gettext_lazy as _

NOTE_LENGTH = 30


class Note(TextChoices):
    UNCHECKED_SIGNATURE = "unchecked_signature", _("signed; the signature was not checked")
    ENCRYPTED = "encrypted", _("encrypted; it cannot be read here")
    NOT_OPENED = "not_opened", _("not all that is packed in it could be opened")
