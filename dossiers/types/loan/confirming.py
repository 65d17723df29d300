"""What of loans waits for a second colleague, as the dashboard shows it."""

from django.utils.translation import gettext as _

from dossiers.by_two.home import ToConfirm, in_words
from dossiers.types.loan.decisions import LoanDecision
from dossiers.types.loan.operations.deciding import MAY_CONFIRM
from dossiers.views.page import dossier_url

DECISIONS_TO_CONFIRM = ToConfirm(
    "decisions on loans",
    "scale",
    MAY_CONFIRM,
    "dossier",
    lambda: LoanDecision.objects.filter(dossier__stage="decision").select_related("dossier", "proposed_by"),
    lambda one: in_words(one.amount, _("Decision"), one.get_verdict_display()),
    lambda _one, number: f"{dossier_url(number, 'decision')}#proposed-heading",
)
