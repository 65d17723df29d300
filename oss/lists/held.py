"""What lists hold about people: exports, and what was searched for."""

from oss.core.held import Forgotten, hold_about
from oss.lists.models import Export, Job, SavedView

hold_about(Job, "who stands in the list", "to hand an export out", "created_at", Forgotten.DELETE)
hold_about(Export, "who was searched for", "to show who exported what", "at", Forgotten.BLANK)
hold_about(SavedView, "who was searched for", "to open a list again", "", Forgotten.KEEP)
