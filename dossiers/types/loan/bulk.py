"""Where the list of loans leads: the credit committee, and the statements of the loan administration."""

from django.utils.translation import gettext_lazy

from dossiers.flows.table import DossierType
from oss.lists.declaration import Action

TYPE = DossierType.LOAN
ACTIONS = (
    Action(gettext_lazy("Credit committee"), "scale", "loan_committees"),
    Action(gettext_lazy("Import a statement"), "upload", "loan_statements"),
)
VERBS = ()
