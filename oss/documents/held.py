"""What documents hold about people: whose a file is, its place tells."""

from oss.core.held import Forgotten, hold_about
from oss.documents.models import Document

hold_about(Document, "whom it is about", "to keep what belongs to a case", "", Forgotten.DELETE)
