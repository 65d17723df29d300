"""What a question about renting must hold before it is done."""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.requirements import anonymous_or, holds, require

RENT = ("rent_subject",)

require(
    "rent_subject",
    _("Subject of the question about renting"),
    anonymous_or(holds("rent", "subject")),
    tab="info",
    field="subject",
    may_lack=True,
)
