"""What an energy scan by a partner must hold before the advice is done."""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.requirements import require
from dossiers.models import Dossier

SCAN = ("sent_on", "outcome")


def _holds(dossier: Dossier, field: str) -> bool:
    return bool(getattr(getattr(dossier, "scan", None), field, None))


require("sent_on", _("Day on which the scan was sent on"), lambda one: _holds(one, "sent_on"), tab="advice")
require("outcome", _("Outcome of the scan"), lambda one: _holds(one, "outcome"), tab="advice")
