"""What the summary of a dossier says."""

from django.conf import settings
from django.utils import timezone

from dossiers.flows.profiles import parts_of
from dossiers.flows.requirements import Requirement
from dossiers.models import Dossier, FactWithoutValue
from dossiers.stakeholders import stakeholders_of
from oss.core.registry import offered
from oss.reports.pdf import render_pdf
from oss.staff.models import User


def drawn_summary(dossier: Dossier, by: User) -> bytes:
    """As PDF, in the language that is on."""
    return render_pdf(
        "dossiers/summary.html",
        {
            "dossier": dossier,
            "additional_addresses": list(dossier.additional_addresses.with_label().in_order()),
            "stakeholders": stakeholders_of(dossier),
            "visits": list(dossier.visits.select_related("dossier", "entered_by", "reason")),
            "sections": [
                {"template": part.summary, "detail": part.row_of(dossier)}
                for part in parts_of(dossier)
                if part.summary
            ],
            "referrals": list(dossier.referrals.for_list()),
            "without_value": facts_without_value(dossier),
            "made_at": timezone.localtime(),
            "made_by": by,
            "organisation": settings.ORGANISATION_NAME,
            "reached": settings.ORGANISATION_CONTACT,
        },
    )


def facts_without_value(dossier: Dossier) -> list[tuple[str, FactWithoutValue]]:
    """Each by its words."""
    return [
        (str(requirement.label), fact)
        for fact in dossier.facts_without_value.order_by("pk")
        if (requirement := offered(Requirement).get(fact.fact))
    ]
