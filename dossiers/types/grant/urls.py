from dossiers.paths import DOSSIER
from dossiers.types.grant import views
from dossiers.types.grant.operations import (
    MAY_CHANGE_GRANT,
    MAY_CONFIRM_GRANT,
    MAY_CONFIRM_PAYMENT,
    MAY_PROPOSE_GRANT,
    MAY_PROPOSE_PAYMENT,
)
from oss.core.pages import page

_KEY = r"(?P<pk>\d{1,18})"
_PAGES = (
    ("grant/works", views.grant_works, "grant_works", MAY_CHANGE_GRANT, ""),
    ("grant/compute", views.grant_compute, "grant_compute", MAY_CHANGE_GRANT, ""),
    ("grant/propose", views.grant_propose, "grant_propose", MAY_PROPOSE_GRANT, ""),
    (f"grant/decisions/{_KEY}", views.grant_decide, "grant_decide", MAY_CONFIRM_GRANT, "/{grant_decision}"),
    (
        f"grant/decisions/{_KEY}/withdraw",
        views.grant_withdraw,
        "grant_withdraw",
        MAY_PROPOSE_GRANT,
        "/{grant_decision}",
    ),
    ("grant/pay", views.grant_pay, "grant_pay", MAY_PROPOSE_PAYMENT, ""),
    (f"grant/payments/{_KEY}", views.grant_payment, "grant_payment", MAY_PROPOSE_PAYMENT, "/{grant_payment}"),
    (
        f"grant/payments/{_KEY}/confirm",
        views.grant_payment_confirm,
        "grant_payment_confirm",
        MAY_CONFIRM_PAYMENT,
        "/{grant_payment}",
    ),
    ("grant/owners/new", views.grant_owner_new, "grant_owner_new", MAY_CHANGE_GRANT, ""),
    (f"grant/owners/{_KEY}", views.grant_owner, "grant_owner", MAY_CHANGE_GRANT, "/{grant_owner}"),
    (
        f"grant/owners/{_KEY}/restore",
        views.grant_owner_restore,
        "grant_owner_restore",
        MAY_CHANGE_GRANT,
        "/{grant_owner}",
    ),
)

urlpatterns = [
    page("grants/budget/", views.grant_budget, name="grant_budget", may="dossiers.view_grantbudget"),
    *(
        page(f"{DOSSIER}{path}/$", view, name=name, may=may, example=f"{{grant}}{example}")
        for path, view, name, may, example in _PAGES
    ),
]
