"""Taking over a statement of the loan administration: handed in and looked at, then written."""

import hashlib

from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.loans.holding import MAY_KEEP, NO_KEEPING, tell
from dossiers.loans.models import LoanStatement, StatementUpload, UploadState
from dossiers.loans.statements import CHANGED, NEW, REFUSED, UNCHANGED, counts_of, kept_rows, lines_of, read
from dossiers.models import Dossier
from oss.core.dates import moment, written
from oss.core.money import euros
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.rights import hold, operation


@operation(MAY_KEEP, refused=NO_KEEPING)
def upload_statement(*, by: User, data: bytes, name: str) -> StatementUpload:
    """Keeps the rows to look at; nothing is written on a loan yet. ValidationError: no such list."""
    table = read(data, name)
    return StatementUpload.objects.create(
        name=name[:255], digest=hashlib.sha256(data).hexdigest(), rows=kept_rows(table), uploaded_by=by
    )


@operation(MAY_KEEP, refused=NO_KEEPING)
def take_over_statement(upload: StatementUpload, *, by: User) -> StatementUpload:
    """Writes the good rows, on all their loans at once; what stands there already is not written again.

    Refused where it was taken over before.
    """
    held = hold(StatementUpload.objects, upload, by=by)
    if held.taken_at is not None:
        raise Refused(_("This statement was taken over %(when)s already.") % {"when": moment(held.taken_at)})
    named = {line.dossier.pk for line in lines_of(held, by) if line.dossier is not None}
    # in one order for everybody: two statements at once never wait in a ring
    list(Dossier.objects.select_for_update(of=("self",)).filter(pk__in=named).order_by("pk"))
    lines = lines_of(held, by)
    for line in lines:
        if line.found not in {NEW, CHANGED} or line.dossier is None or line.stated_on is None:
            continue
        row, _made = LoanStatement.objects.update_or_create(
            dossier=line.dossier, stated_on=line.stated_on, defaults={**line.says, "upload": held}
        )
        tell(line.dossier, "loan_stated", by, day=written(row.stated_on), balance=euros(row.balance))
    counted = counts_of(lines)
    held.made, held.changed = counted[NEW], counted[CHANGED]
    held.unchanged, held.refused = counted[UNCHANGED], counted[REFUSED]
    held.state, held.taken_at = UploadState.TAKEN, timezone.now()
    held.save()
    return held
