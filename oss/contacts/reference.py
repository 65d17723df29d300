"""The specialities every contractor pool starts with: the measures of the values list.

They stand in fixtures/reference/specialities.json; an administrator adds others or sets them aside.
"""

import json

from django.conf import settings

from oss.contacts.models import Speciality
from oss.core.reference import insert_missing


def load_specialities() -> int:
    """Inserts the specialities that are missing; returns how many."""
    rows = json.loads((settings.BASE_DIR / "fixtures/reference/specialities.json").read_text())
    return insert_missing(Speciality, (row | {"position": place} for place, row in enumerate(rows)), "name")
