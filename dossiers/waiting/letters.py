"""The mail that tells a client when it is their turn: in their language, and the term in the words of the
colleague who asks for it."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from dossiers.recipients import recipient_of
from dossiers.waiting.models import WaitingPlace
from oss.core.dates import read_day
from oss.public.who_we_are import who_we_are
from oss.timeline.operations import post_mail

WHY = "waiting_term"


def when(term: str) -> str:
    """ "in spring 2027", "on 12/03/2027": as it stands in a sentence."""
    on_a_day = term[:1].isdigit() and read_day(term) is not None
    return (_("on %(term)s") if on_a_day else _("in %(term)s")) % {"term": term}


def send_term(place: WaitingPlace) -> None:
    """NoAddress where it can go to nobody."""
    dossier = place.dossier
    to = recipient_of(dossier, otherwise=_("Tell them otherwise, and keep what you told."))
    with translation.override(to.language):
        words: dict[str, Any] = {
            **who_we_are(),
            "when": when(place.told_term),
            "number": dossier.number,
            "subtype": dossier.subtype,
        }
        post_mail(
            dossier.case_file,
            recipient=to.mail,
            subject=_("When it is your turn (%(number)s)") % {"number": dossier.number},
            text=render_to_string("dossiers/waiting/mail.txt", words),
            why=WHY,
        )
