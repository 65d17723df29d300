"""What the checklist of papers holds about people."""

from dossiers.checklist.models import AskedPaper
from dossiers.held import WHO, dossiers_of
from oss.core.held import Forgotten, hold_about

hold_about(
    AskedPaper,
    WHO,
    "to know which papers of a loan or a premium came",
    "received_on",
    Forgotten.BLANK,
    lambda person: AskedPaper.objects.filter(dossier__in=dossiers_of(person)),
    ("note", "document"),
)
