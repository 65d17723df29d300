"""What project designs hold about people."""

from django.db.models import QuerySet

from dossiers.held import ADVICE, WHO, dossiers_of
from dossiers.types.design.model import (
    DesignDetail,
    FinancingLine,
    PlannedWork,
    Study,
)
from oss.contacts.models import Person
from oss.core.held import Forgotten, hold_about


def _designs(person: Person) -> QuerySet[DesignDetail]:
    return DesignDetail.objects.filter(dossier__in=dossiers_of(person))


hold_about(
    DesignDetail,
    WHO,
    ADVICE,
    "",
    Forgotten.BLANK,
    _designs,
    (
        *("target_group", "target_because", "gap_because", "no_quote_because"),
        *("monthly_cost", "monthly_cost_source", "monthly_cost_on"),
    ),
)
hold_about(
    Study,
    WHO,
    ADVICE,
    "received_on",
    Forgotten.BLANK,
    lambda person: Study.objects.filter(design__in=_designs(person)),
    ("conclusion", "document"),
)
hold_about(
    FinancingLine,
    WHO,
    "to see with them whether what pays the works comes to what they ask",
    "known_on",
    Forgotten.DELETE,
    lambda person: FinancingLine.objects.filter(design__in=_designs(person)),
)
hold_about(
    PlannedWork,
    WHO,
    "to see what a work asked when the plan was noted",
    "noted_on",
    Forgotten.KEEP,
    lambda person: PlannedWork.objects.filter(design__in=_designs(person)),
)
