"""What is held about colleagues, and what they typed."""

from oss.core.held import Forgotten, hold_about
from oss.staff.models import Draft, User

hold_about(User, "colleagues", "to work here", "date_joined", Forgotten.KEEP)
hold_about(Draft, "whom somebody writes about", "to lose nothing typed", "saved_at", Forgotten.DELETE)
