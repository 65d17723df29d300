"""What the roster holds about colleagues."""

from oss.core.held import Forgotten, hold_about
from oss.staff.rosters.models import ClosedDays, ExtraOpening, RosterLine

hold_about(RosterLine, "colleagues", "to know who sits at which desk", "valid_until", Forgotten.KEEP)
hold_about(ExtraOpening, "colleagues", "to know who sits at which desk", "day", Forgotten.KEEP)
hold_about(ClosedDays, "colleagues", "to know when a desk is closed", "last_day", Forgotten.KEEP)
