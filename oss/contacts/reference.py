"""The specialities every contractor pool starts with: the measures of the values list.

They stand in fixtures/reference/specialities.json; an administrator adds others or sets them aside.
"""

import json

from django.conf import settings

from oss.contacts.models import Speciality


def load_specialities() -> int:
    """Inserts the specialities that are missing by name; returns how many."""
    names = json.loads((settings.BASE_DIR / "fixtures/reference/specialities.json").read_text())
    known = set(Speciality.objects.values_list("name", flat=True))
    new = [Speciality(position=place, name=name) for place, name in enumerate(names) if name not in known]
    return len(Speciality.objects.bulk_create(new))
