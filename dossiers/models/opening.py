"""Which form opened which dossier, so that a form that is sent twice opens one."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from dossiers.models.dossier import Dossier


class OpeningKey(models.Model):
    """The one-time key that stood in the form; see `dossiers.operations.opening`."""

    # CASCADE: a key is nothing without its dossier.
    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, related_name="opening_key")
    key = models.UUIDField(editable=False)
    used_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("key of an opening form")
        verbose_name_plural = _("keys of opening forms")
        constraints = (models.UniqueConstraint(fields=["key"], name="opening_key_once"),)

    def __str__(self) -> str:
        return str(self.dossier)
