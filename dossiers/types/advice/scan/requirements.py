"""What an energy scan by a partner must hold before the advice is done."""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.requirements import holds, require

SCAN = ("sent_on", "outcome")


require("sent_on", _("Day on which the scan was sent on"), holds("scan", "sent_on"), tab="advice")
require("outcome", _("Outcome of the scan"), holds("scan", "outcome"), tab="advice")
