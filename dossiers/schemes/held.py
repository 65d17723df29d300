"""What the rights check holds about people."""

from typing import Any

from dossiers.held import dossiers_of
from dossiers.schemes.check_models import RightsAnswer, RightsCheck
from dossiers.schemes.models import SchemeVersion
from oss.contacts.models import Person
from oss.core.held import Forgotten, hold_about


def _of_their_dossiers(model: Any) -> Any:
    def rows(person: Person) -> Any:
        return model.objects.filter(dossier__in=dossiers_of(person))

    return rows


_WHY = "to tell them on which schemes they can count, and to know what they were told"
hold_about(RightsAnswer, "the client", _WHY, "told_on", Forgotten.DELETE, _of_their_dossiers(RightsAnswer))
hold_about(RightsCheck, "the client", _WHY, "kept_at", Forgotten.DELETE, _of_their_dossiers(RightsCheck))
hold_about(SchemeVersion, "nobody", "to say of a scheme what its source says", "checked_on", Forgotten.KEEP)
