from dossiers.loans import statement_views, views
from dossiers.loans.holding import MAY_KEEP
from dossiers.loans.operations.promised import REMOVABLE
from dossiers.paths import DOSSIER
from oss.core.pages import page
from oss.timeline.models import READ_FINANCIAL

_KEY = r"(?P<pk>\d{1,18})"
_UPLOAD = "loans/statements/<int:pk>/"

urlpatterns = [
    *(
        page(f"{DOSSIER}{path}/$", view, name=name, may=may, example=f"{{drawn_loan}}{example}")
        for path, view, name, may, example in (
            ("drawdowns/new", views.drawdown_new, "drawdown_new", MAY_KEEP, ""),
            (f"drawdowns/{_KEY}", views.drawdown, "drawdown", READ_FINANCIAL, "/{drawdown}"),
            (
                rf"drawdowns/{_KEY}/(?P<verb>approve|pay|drop)",
                views.drawdown_verb,
                "drawdown_verb",
                MAY_KEEP,
                "/{drawdown}/approve",
            ),
            ("drawdowns/close", views.drawing_close, "drawing_close", MAY_KEEP, ""),
            ("drawdowns/reopen", views.drawing_reopen, "drawing_reopen", MAY_KEEP, ""),
            ("outstanding/schedule", views.loan_schedule, "loan_schedule", READ_FINANCIAL, ""),
            ("outstanding/entries/new", views.loan_entry_new, "loan_entry_new", MAY_KEEP, ""),
            (f"outstanding/entries/{_KEY}", views.loan_entry, "loan_entry", MAY_KEEP, "/{loan_entry}"),
            ("outstanding/reminders/new", views.arrears_reminder_new, "arrears_reminder_new", MAY_KEEP, ""),
            ("outstanding/account", views.loan_account, "loan_account", MAY_KEEP, ""),
            ("outstanding/settle", views.loan_settle, "loan_settle", MAY_KEEP, ""),
            ("outstanding/unsettle", views.loan_unsettle, "loan_unsettle", MAY_KEEP, ""),
            ("outstanding/early/new", views.early_repayment_new, "early_repayment_new", MAY_KEEP, ""),
            (f"outstanding/early/{_KEY}", views.early_repayment, "early_repayment", MAY_KEEP, "/{early}"),
            (
                f"outstanding/early/{_KEY}/received",
                views.early_receive,
                "early_receive",
                MAY_KEEP,
                "/{early}",
            ),
            ("outstanding/obligations/new", views.obligation_new, "obligation_new", MAY_KEEP, ""),
            (f"outstanding/obligations/{_KEY}", views.obligation, "obligation", MAY_KEEP, "/{obligation}"),
        )
    ),
    page(
        rf"{DOSSIER}outstanding/(?P<what>{'|'.join(REMOVABLE)})/{_KEY}/restore/$",
        views.loan_restore,
        name="loan_restore",
        may=MAY_KEEP,
        example="{drawn_loan}/obligation/{obligation}",
    ),
    page("loans/statements/", statement_views.loan_statements, name="loan_statements", may=MAY_KEEP),
    page(
        _UPLOAD,
        statement_views.loan_statement,
        name="loan_statement",
        may=MAY_KEEP,
        example="{loan_statement}",
    ),
    page(
        f"{_UPLOAD}refused/",
        statement_views.loan_statement_refused,
        name="loan_statement_refused",
        may=MAY_KEEP,
        example="{loan_statement}",
    ),
    page(
        f"{_UPLOAD}take/",
        statement_views.loan_statement_take,
        name="loan_statement_take",
        may=MAY_KEEP,
        example="{loan_statement}",
    ),
]
