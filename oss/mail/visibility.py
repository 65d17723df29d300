"""What hides mails from people, beyond their roles; higher packages offer their own rules."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from oss.core.registry import Offer
from oss.staff.models import User


@dataclass(frozen=True)
class MailRule(Offer):
    """`allows` gives the condition that a message must meet for this user to see it; all must hold."""

    allows: Callable[[User], Q]


@dataclass(frozen=True)
class AttachmentOpening(Offer):
    """`opens` gives the condition under which a shielded attachment is this user's to read, whatever their
    role; one of them is enough."""

    opens: Callable[[User], Q]


@dataclass(frozen=True)
class OutboundRule(Offer):
    """`allows` gives the condition that a mail of ours must meet for this user to see it; all must hold."""

    allows: Callable[[User], Q]
