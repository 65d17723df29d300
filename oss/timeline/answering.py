"""What answers a mail of a shielded case file is for its readers from the first second."""

from oss.mail.models import Delivery
from oss.timeline.models import CaseFile
from oss.timeline.operations import link_message


def hang_where_it_answers(delivery: Delivery) -> None:
    """In the transaction that stores the mail; it quotes what it answers."""
    message = delivery.message
    answers = [one for one in (message.in_reply_to, *message.references) if one]
    if not answers:
        return
    shielded = CaseFile.objects.filter(is_shielded=True, correspondence__message__message_id__in=answers)
    for case_file in shielded.distinct():
        link_message(case_file, message, by=None)
