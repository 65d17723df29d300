"""A move in words, for who did not know of it: "Sofie zette dit om 14:03 in Premies"."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oss.core.dates import moment
from oss.queues.models import MoveVerb, QueueMove
from oss.timeline.owners import owners_of

_SENTENCES: dict[str, str | Promise] = {
    MoveVerb.ARRIVE: _("This arrived %(when)s."),
    MoveVerb.PICK: _("%(name)s picked this %(when)s."),
    MoveVerb.RELEASE: _("%(name)s gave this back to its queue %(when)s."),
    MoveVerb.ROUTE: _("%(name)s moved this to %(queue)s %(when)s."),
    MoveVerb.ASSIGN: _("%(name)s gave this to %(worker)s %(when)s."),
    MoveVerb.LINK: _("%(name)s linked this to %(dossier)s %(when)s."),
    MoveVerb.MOVE: _("%(name)s moved this to %(dossier)s %(when)s."),
    MoveVerb.UNLINK: _("%(name)s took this off its dossier %(when)s."),
    MoveVerb.FILE: _("%(name)s filed attachments of this %(when)s."),
    MoveVerb.DONE: _("%(name)s marked this as done %(when)s."),
    MoveVerb.SPAM: _("%(name)s marked this as spam %(when)s."),
    MoveVerb.REOPEN: _("%(name)s reopened this %(when)s."),
    MoveVerb.UNDO: _("%(name)s took a step back here %(when)s."),
}

_BY_ITSELF = _("This hangs on %(dossier)s by itself, since %(when)s.")


def told(move: QueueMove) -> str:
    """Who did what and when. The queue that it names is the one in which the item lies now."""
    sentence = _BY_ITSELF if move.verb == MoveVerb.LINK and move.by is None else _SENTENCES[move.verb]
    hangs_on = owners_of([move.to_case_file_id] if move.to_case_file_id else [])
    return str(sentence) % {
        "name": move.by,
        "when": moment(move.at),
        "queue": move.to_queue,
        "worker": move.to_worker,
        "dossier": next((owner.label for owner in hangs_on.values()), _("a dossier")),
    }
