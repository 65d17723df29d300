"""The lists of reports on housing quality and of questions about renting that every loket starts with
(fixtures/reference/information.json)."""

import json

from django.conf import settings

from dossiers.types.information.quality.model import NoticeWay, QualityOutcome
from dossiers.types.information.rent.model import RentSubject
from oss.core.named_values import NamedValue
from oss.core.reference import insert_missing

_LISTS: dict[str, type[NamedValue]] = {
    "notice_ways": NoticeWay,
    "quality_outcomes": QualityOutcome,
    "rent_subjects": RentSubject,
}


def load_information_lists() -> int:
    """Inserts what is missing; returns how many."""
    lists = json.loads((settings.BASE_DIR / "fixtures/reference/information.json").read_text())
    return sum(
        insert_missing(model, (row | {"position": place} for place, row in enumerate(lists[key])), "name")
        for key, model in _LISTS.items()
    )
