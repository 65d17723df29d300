"""Where a contractor gets the mail that asks to prolong a quote, and what it says."""

from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from dossiers.quotes.models import Quote
from oss.contacts.mail_addresses import mail_address_of
from oss.contacts.models import Organisation, Person
from oss.core.refusal import Refused
from oss.public.languages import DUTCH
from oss.public.who_we_are import who_we_are
from oss.staff.models import User

PROLONGATION = "quote_prolongation"
"""Of the mail (`Why`)."""


class ContractorUnreachable(Refused):
    """No mail reaches them."""


class Letter(NamedTuple):
    """A mail as it is proposed, or typed."""

    subject: str
    text: str


def address_of(contractor: Organisation) -> str:
    """Its own, else that of somebody who works there and may be written to; "" without any."""
    if known := mail_address_of(contractor):
        return known
    working = Person.objects.active().filter(
        employments__in=contractor.employments.current(), do_not_contact=False
    )
    return next((found for one in working.order_by("pk") if (found := mail_address_of(one))), "")


def recipient_of(contractor: Organisation) -> str:
    found = address_of(contractor)
    if not found:
        raise ContractorUnreachable(
            _("%(name)s has no mail address: call, and note the call here.") % {"name": contractor}
        )
    return found


def drafted(quote: Quote, by: User) -> Letter:
    """In Dutch, whatever language its sender works in; the quote comes with its works."""
    works = [part.work for part in quote.parts.all()]
    words = {
        "quote": quote,
        "works": works,
        "place": works[0].place if works else None,
        "by": by.name,
        **who_we_are(),
    }
    with translation.override(DUTCH):
        subject = _("Can you prolong your quote?")
        if quote.number:
            subject = _("Can you prolong your quote %(number)s?") % {"number": quote.number}
        return Letter(subject, render_to_string("dossiers/quotes/prolong.txt", words).strip())
