"""A verb knows what its user saw: its button carries the state of the record that the page showed.

`{% seen record %}` draws it. The operation compares once it holds the row: who removes, deactivates or merges
from an old page is told who changed what was seen, and does nothing. For fields see `oss.core.conflicts`.
"""

import hashlib

from django.contrib.auth import get_user_model
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from oss.core.dates import moment
from oss.core.history import events_of
from oss.core.refusal import Refused

LENGTH = 16
FIELD = "seen"


class Changed(Refused):
    """Somebody changed what was seen."""


def state_of(*rows: Model) -> str:
    """What stands in the own fields of these rows, as a short text; the rows are read in full."""
    found = hashlib.sha256()
    for row in rows:
        for field in row._meta.concrete_fields:
            if not field.generated:
                found.update(f"{field.attname}={field.value_to_string(row)}\n".encode(errors="surrogatepass"))
    return found.hexdigest()[:LENGTH]


def seen_in(request: HttpRequest) -> str | None:
    """What the form sent along; None where no page of ours drew it."""
    return request.POST.get(FIELD)


def check_state(*rows: Model, seen: str | None) -> None:
    """Changed where these rows, which are locked, are not as they were `seen`; None compares nothing."""
    if seen is None or state_of(*rows) == seen:
        return
    raise Changed(told_of(*rows))


def told_of(*rows: Model) -> str:
    """Who changed one of these tracked rows last, and when, as far as the history knows."""
    events = [
        event
        for row in rows
        if (event := events_of(type(row)).filter(pgh_obj_id=row.pk).select_related("pgh_context").last())
    ]
    last = max(events, key=lambda event: (event.pgh_created_at, event.pgh_id), default=None)
    user = (last.pgh_context.metadata.get("user") if last and last.pgh_context else None) or 0
    who = get_user_model()._default_manager.filter(pk=user).first()
    return _("%(name)s changed this %(when)s. Look at it as it is now, and decide again.") % {
        "name": who or _("Somebody"),
        "when": moment(last.pgh_created_at) if last else "",
    }
