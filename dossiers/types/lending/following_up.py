"""What a worker does with pieces that should be back: a task and a mail to the client, once for each term."""

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dossiers.one_by_one import do_one_by_one
from dossiers.recipients import NoAddress, recipient_of
from dossiers.types.lending.operations.loans import note_overdue
from dossiers.types.lending.pieces import PieceLoan
from oss.mail.account import AUTOMATIC
from oss.public.who_we_are import who_we_are
from oss.timeline.operations import post_mail

PURPOSE = "overdue_piece"
"""Of the mail (`Why`)."""
_ALONG = (
    *("piece__kind", "dossier__case_file", "dossier__main_contact__person"),
    "dossier__main_contact__organisation",
)


def follow_up_loans() -> int:
    """Each piece that is overdue since its last day; how many. Two at once do each one once."""
    due = PieceLoan.objects.overdue(timezone.localdate()).filter(reminded_on=None)
    return do_one_by_one(due.select_related(*_ALONG).order_by("pk"), _follow_up)


def _follow_up(loan: PieceLoan) -> None:
    note_overdue(loan, by=None)
    _send_reminder(loan)


def _send_reminder(loan: PieceLoan) -> None:
    """To the client, where they can be written to: the task is there all the same."""
    try:
        to = recipient_of(loan.dossier)
    except NoAddress:
        return
    words = {
        **who_we_are(),
        "loan": loan,
    }
    with translation.override(to.language):
        post_mail(
            loan.dossier.case_file,
            recipient=to.mail,
            subject=_("Please bring back what you borrowed"),
            text=render_to_string("dossiers/types/lending/overdue.txt", words),
            why=PURPOSE,
            headers=AUTOMATIC,
        )
