"""What the money of loans holds about people."""

from typing import Any

from dossiers.held import WHO, dossiers_of
from dossiers.loans.models import (
    ArrearsReminder,
    Drawdown,
    EarlyRepayment,
    LoanAccount,
    LoanEntry,
    LoanStatement,
    Obligation,
    StatementUpload,
)
from oss.contacts.models import Person
from oss.core.held import Forgotten, hold_about

_WHY = "to know what was lent, what is owed and what was promised with it"


def _of_their_dossiers(model: Any) -> Any:
    def rows(person: Person) -> Any:
        return model._default_manager.filter(dossier__in=dossiers_of(person))

    return rows


for _model, _since in (
    (Drawdown, "paid_on"),
    (LoanAccount, "settled_on"),
    (LoanEntry, "on"),
    (EarlyRepayment, "received_on"),
    (ArrearsReminder, "sent_on"),
    (LoanStatement, "stated_on"),
    (Obligation, "met_on"),
):
    hold_about(_model, WHO, _WHY, _since, Forgotten.KEEP, _of_their_dossiers(_model))
hold_about(
    StatementUpload,
    WHO,
    "to look at what a statement says before it is taken over",
    "uploaded_at",
    Forgotten.DELETE,
)
