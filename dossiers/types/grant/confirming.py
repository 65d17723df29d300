"""What of premiums waits for a second colleague, as the dashboard shows it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.by_two.home import ToConfirm, in_words
from dossiers.types.grant.model import GrantDecision, GrantPayment
from dossiers.types.grant.operations import MAY_CONFIRM_GRANT, MAY_CONFIRM_PAYMENT
from dossiers.types.grant.tabs import DECISION
from dossiers.views.page import dossier_url

TO_CONFIRM = (
    ToConfirm(
        "decisions on premiums",
        "scale",
        MAY_CONFIRM_GRANT,
        "grant__dossier",
        lambda: GrantDecision.objects.select_related("grant__dossier", "proposed_by"),
        lambda one: in_words(one.amount, _("Decision"), one.get_outcome_display()),
        lambda _one, number: f"{dossier_url(number, DECISION)}#id_decision",
    ),
    ToConfirm(
        "payments of premiums",
        "coin-euro",
        MAY_CONFIRM_PAYMENT,
        "grant__dossier",
        lambda: GrantPayment.objects.select_related("grant__dossier", "proposed_by"),
        lambda one: in_words(one.amount, _("Payment"), one.get_kind_display()),
        lambda one, number: reverse("grant_payment", args=[number, one.pk]),
    ),
)
