"""Who reads what hangs on the dossier of a loan."""

from typing import Any, Self

from django.db import models

from oss.staff.models import User
from oss.timeline.models import READ_FINANCIAL, open_to


class OnLoanQuerySet(models.QuerySet[Any]):
    """Of rows with a `dossier`: for financial roles, as far as it is not shielded from them."""

    def visible_to(self, user: User) -> Self:
        if not user.has_perm(READ_FINANCIAL):
            return self.none()
        return self.filter(open_to(user, "dossier__case_file"))
