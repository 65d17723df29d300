"""What only some dossiers hold: a row beside the dossier, for each part of its profile that asks one.

The database ties the row to a dossier of its own type: the row says its type, a check allows that one alone,
and a composite key, which a migration adds (`dossiers.migrating`), refers with it to the dossier.
"""

from typing import Any

from django.db import models

from dossiers.flows.table import DossierType


class Detail(models.Model):
    """Of one dossier, which is its key: a field `dossier`, one to one."""

    dossier: Any
    dossier_type = models.CharField(max_length=12, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.dossier)


def only_of(*types: DossierType, name: str) -> models.CheckConstraint:
    if len(types) == 1:
        return models.CheckConstraint(condition=models.Q(dossier_type=types[0]), name=name)
    return models.CheckConstraint(condition=models.Q(dossier_type__in=types), name=name)
