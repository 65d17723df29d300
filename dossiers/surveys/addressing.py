"""To whom a survey goes, and what to do where it can go to nobody."""

from django.utils.translation import gettext as _

from dossiers import recipients
from dossiers.models import Dossier


def recipient_of(dossier: Dossier) -> recipients.Recipient:
    """NoAddress where it can go to nobody."""
    otherwise = _("Fill in the answers with them, or say why not.")
    return recipients.recipient_of(dossier, otherwise=otherwise)
