from dossiers.paths import DOSSIER
from dossiers.types.loan import committee_views, views
from dossiers.types.loan.model import LoanOutcome
from dossiers.types.loan.operations.deciding import MAY_CONFIRM, MAY_PROPOSE
from dossiers.types.loan.operations.preparing import MAY_CHANGE_LOAN
from oss.core.pages import page

_KEY = r"(?P<pk>\d{1,18})"
_BUTTONS = f"{LoanOutcome.WITHDRAWN}|{LoanOutcome.NOT_ELIGIBLE}|{LoanOutcome.REFERRED}"
_SEES = "dossiers.view_loancommittee"
_CONVENES = "dossiers.add_loancommittee"

urlpatterns = [
    *(
        page(f"{DOSSIER}{path}/$", view, name=name, may=may, example=f"{{loan_dossier}}{example}")
        for path, view, name, may, example in (
            ("loan/answer", views.loan_answer, "loan_answer", MAY_CHANGE_LOAN, ""),
            ("loan/answer/back", views.loan_take_back, "loan_take_back", MAY_CHANGE_LOAN, ""),
            ("loan/precheck", views.loan_precheck, "loan_precheck", MAY_CHANGE_LOAN, ""),
            ("loan/works", views.loan_works, "loan_works", MAY_CHANGE_LOAN, ""),
            ("loan/amounts", views.loan_amounts, "loan_amounts", MAY_CHANGE_LOAN, ""),
            (f"loan/works/{_KEY}", views.loan_purpose, "loan_purpose", MAY_CHANGE_LOAN, "/{loan_work}"),
            ("loan/credits/new", views.loan_credit_new, "loan_credit_new", MAY_CHANGE_LOAN, ""),
            (f"loan/credits/{_KEY}", views.loan_credit, "loan_credit", MAY_CHANGE_LOAN, "/{loan_credit}"),
            (
                f"loan/credits/{_KEY}/restore",
                views.loan_credit_restore,
                "loan_credit_restore",
                MAY_CHANGE_LOAN,
                "/{loan_credit}",
            ),
            ("loan/decide", views.loan_decide, "loan_decide", MAY_PROPOSE, ""),
            (
                f"loan/decisions/{_KEY}/confirm",
                views.loan_confirm,
                "loan_confirm",
                MAY_CONFIRM,
                "/{loan_decision}",
            ),
            (
                f"loan/decisions/{_KEY}/back",
                views.loan_send_back,
                "loan_send_back",
                MAY_CONFIRM,
                "/{loan_decision}",
            ),
            (
                rf"loan/end/(?P<outcome>{_BUTTONS})",
                views.loan_end,
                "loan_end",
                MAY_CHANGE_LOAN,
                "/withdrawn",
            ),
            ("loan/on", views.loan_go_on, "loan_go_on", MAY_CHANGE_LOAN, ""),
            (
                f"loan/letters/{_KEY}/sent",
                views.loan_letter_sent,
                "loan_letter_sent",
                MAY_CHANGE_LOAN,
                "/{loan_letter}",
            ),
        )
    ),
    page("loans/committees/", committee_views.loan_committees, name="loan_committees", may=_CONVENES),
    *(
        page(
            rf"^loans/committees/{_KEY}/{path}$",
            view,
            name=name,
            may=may,
            example=f"{{loan_committee}}{more}",
        )
        for path, view, name, may, more in (
            ("", committee_views.loan_committee, "loan_committee", MAY_PROPOSE, ""),
            ("add/", committee_views.loan_committee_add, "loan_committee_add", _CONVENES, ""),
            (
                r"files/(?P<file>\d{1,18})/drop/",
                committee_views.loan_committee_drop,
                "loan_committee_drop",
                _CONVENES,
                "/{committee_file}",
            ),
            ("confirm/", committee_views.loan_committee_confirm, "loan_committee_confirm", MAY_CONFIRM, ""),
            ("sheets/", committee_views.loan_committee_sheets, "loan_committee_sheets", _SEES, ""),
        )
    ),
]
