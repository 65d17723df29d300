"""Of which dossiers clients are asked what they think."""

from dossiers.flows.profiles import parts_of
from dossiers.models import Dossier

PART = "survey"
"""Of a profile: `dossiers.surveys.part`."""


def has_survey(dossier: Dossier) -> bool:
    """Whether its subtype asks them; its type stays, but its subtype may be another by now."""
    return any(part.name == PART for part in parts_of(dossier))
