"""What contacts hold about people."""

from dossiers.contact_moments.models import ContactMoment
from oss.core.held import Forgotten, hold_about, rows_of

hold_about(
    ContactMoment,
    "who called or came by",
    "to know what was asked and answered, and to count it",
    "at",
    Forgotten.BLANK,
    rows_of(ContactMoment, "person"),
    ("person", "address", "text"),
)
