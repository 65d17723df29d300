"""The dated parameters of dossiers; `offers.py` imports this, which declares them."""

from django.utils.translation import gettext_lazy

from oss.core.parameters import parameter, whole_number

REFERRAL_DAYS = "referral_days"
REFERRAL_CONSENT = "referral_consent"
UNANSWERED_REQUESTS = "unanswered_requests"

parameter(
    REFERRAL_DAYS,
    gettext_lazy("Referrals: within how many days an outcome is expected"),
    whole_number,
    unit=gettext_lazy("days"),
)
parameter(
    UNANSWERED_REQUESTS,
    gettext_lazy("Requests to the client: after how many unanswered ones abandoning is proposed"),
    whole_number,
)
parameter(REFERRAL_CONSENT, gettext_lazy("Referrals: text to which the client agrees"), str.strip)
