"""Sending a client on, and what became of it."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.forms.parts import offered
from dossiers.models import Referral
from dossiers.parameters import REFERRAL_CONSENT
from oss.contacts.forms.lookups import organisation_lookup
from oss.contacts.models import Organisation
from oss.core.forms import DayInput
from oss.core.parameters import known_figures
from oss.core.seen_form import SeenForm
from oss.queues.models import Queue
from oss.staff.models import User


class ChangeReferralForm(SeenForm):
    class Meta:
        model = Referral
        fields: ClassVar[list[str]] = ["product", "way", "consent_on", "client_told", "outcome"]
        widgets: ClassVar[dict[str, Any]] = {"consent_on": DayInput(), "referred_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered(self.fields["product"], self.instance.product_id)
        agreed_on = self.instance.consent_on or timezone.localdate()
        if text := known_figures().find(REFERRAL_CONSENT, on=agreed_on):
            self.fields["consent_on"].help_text = _("To this text: “%(text)s”") % {"text": text.value}


class ReferralForm(ChangeReferralForm):
    """To an organisation or to a queue of ours."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.active(),
        required=False,
        label=gettext_lazy("To the organisation"),
        widget=organisation_lookup(),
    )
    field_order = ("product", "organisation", "queue", "way", "referred_on", "consent_on", "client_told")

    class Meta(ChangeReferralForm.Meta):
        fields: ClassVar[list[str]] = [
            *("product", "queue", "way", "referred_on", "consent_on", "client_told"),
        ]
        labels: ClassVar[dict[str, Any]] = {"queue": gettext_lazy("or to the queue")}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        queues = self.fields["queue"]
        if isinstance(queues, forms.ModelChoiceField):
            queues.queryset = Queue.objects.visible_to(user).active()
