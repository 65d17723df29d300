"""The roles of the shop. Who has which role is data; what a role may do is code (`oss.staff.grants`)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The value is the name of the Django group that carries the role."""

    DESK = "desk", _("Desk staff")
    DISPATCHER = "dispatcher", _("Dispatcher")
    FILE_HANDLER = "file_handler", _("File handler")
    FINANCIAL_ADVISER = "financial_adviser", _("Financial adviser")
    COACH = "coach", _("Renovation coach")
    COORDINATOR = "coordinator", _("Project coordinator")
    ADMINISTRATOR = "administrator", _("CRM administrator")
    AUDITOR = "auditor", _("Auditor")


AUDITOR = frozenset({Role.AUDITOR})
ALL_STAFF = frozenset(Role) - AUDITOR  # the auditor reads logs only
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
LOG_READERS = ADMINISTRATOR | AUDITOR
COORDINATION = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
FINANCIAL = frozenset({Role.FINANCIAL_ADVISER, Role.COORDINATOR})
SHIELDED = frozenset({Role.COORDINATOR})  # beside who handles the dossier
EVERY_ROLE = frozenset(Role)
