"""What is held about colleagues, and what they typed."""

from oss.core.held import Forgotten, Held, hold_about
from oss.staff.models import Draft, User

hold_about(Held(User, "colleagues", "to work here", "date_joined", Forgotten.KEEP))
hold_about(Held(Draft, "whom somebody writes about", "to lose nothing typed", "saved_at", Forgotten.DELETE))
