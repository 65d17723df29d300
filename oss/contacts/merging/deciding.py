"""Somebody looked at a probable duplicate and found that it is none."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from oss.contacts.models import DuplicatePair
from oss.contacts.models.merges import PairState
from oss.contacts.recording import require_on
from oss.core.refusal import Refused
from oss.staff.models import User


def not_a_duplicate(pair: DuplicatePair, *, by: User) -> DuplicatePair:
    """Remembered: the pair is not proposed again. The first decision stands: Refused where it was another."""
    require_on(by, "merge", pair.first)
    with transaction.atomic():
        current = DuplicatePair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
        if current.state == PairState.OPEN:
            current.state, current.decided_by, current.decided_at = (
                PairState.NOT_DUPLICATE,
                by,
                timezone.now(),
            )
            current.save(update_fields=["state", "decided_by", "decided_at"])
        elif current.state != PairState.NOT_DUPLICATE:
            raise Refused(_("Somebody decided on these two meanwhile. Look at them as they are now."))
    return current
