"""What happens to the money of a loan, and what was promised with it."""

from dossiers.loans.models.account import (
    ArrearsReminder,
    EarlyRepayment,
    EntryKind,
    Keeps,
    LoanAccount,
    LoanEntry,
)
from dossiers.loans.models.drawdowns import Drawdown, Payee
from dossiers.loans.models.obligations import Obligation, ObligationKind
from dossiers.loans.models.statements import LoanStatement, StatementUpload, UploadState

__all__ = [
    "ArrearsReminder",
    "Drawdown",
    "EarlyRepayment",
    "EntryKind",
    "Keeps",
    "LoanAccount",
    "LoanEntry",
    "LoanStatement",
    "Obligation",
    "ObligationKind",
    "Payee",
    "StatementUpload",
    "UploadState",
]
