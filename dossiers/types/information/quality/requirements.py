"""What a report on housing quality must hold before it is done; each may be answered without a value."""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.requirements import holds, require

QUALITY = ("owner_told_on", "reported_on", "quality_outcome")

for name, field, label in (
    ("owner_told_on", "owner_told_on", _("Day on which the owner was told")),
    ("reported_on", "reported_on", _("Day of the report")),
    ("quality_outcome", "outcome", _("Outcome of the report")),
):
    require(name, label, holds("housing_quality", field), tab="info", field=field, may_lack=True)
