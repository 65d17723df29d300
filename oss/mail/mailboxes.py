"""Finding the mailbox that mails go to."""

from django.conf import settings

from oss.mail.models import Mailbox


def mailbox_at(address: str = "") -> Mailbox:
    """The mailbox with this address, made where it is new; without one the first active mailbox."""
    if not address:
        first = Mailbox.objects.active().order_by("pk").first()
        if first:
            return first
        address = settings.DEFAULT_FROM_EMAIL
    found = Mailbox.objects.at(address).first()
    return found or Mailbox.objects.create(address=address.strip().lower(), name=address.strip().lower()[:80])
