"""What a filter can ask of a column, in the words staff know. Names never change: saved views hold them."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Text = str | Promise


class Operand(StrEnum):
    """What the operator needs to know besides the column."""

    NOTHING = "nothing"
    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    RANGE = "range"
    DAYS = "days"
    CHOICES = "choices"


@dataclass(frozen=True)
class Operator:
    """`denies` names the operator of which this is the opposite; a row without a value is denied too."""

    name: str
    label: Text
    operand: Operand
    sentence: Text = ""  # how it reads in a filter, {} for the value; else the label and the value
    denies: str = ""

    def says(self, words: str) -> str:
        return str(self.sentence).format(words) if self.sentence else f"{self.label} {words}".strip()


FILLED = Operator("filled", _("has a value"), Operand.NOTHING)
EMPTY = Operator("empty", _("has no value"), Operand.NOTHING, denies="filled")

CONTAINS = Operator("contains", _("contains"), Operand.TEXT)
STARTS = Operator("starts", _("begins with"), Operand.TEXT)
IS = Operator("is", _("is equal to"), Operand.TEXT)
IS_NOT = Operator("not", pgettext_lazy("filter", "is not"), Operand.TEXT, denies="is")

IS_NUMBER = Operator("is", _("is equal to"), Operand.NUMBER)
IS_NOT_NUMBER = Operator("not", pgettext_lazy("filter", "is not"), Operand.NUMBER, denies="is")
BETWEEN = Operator("between", pgettext_lazy("filter", "between"), Operand.RANGE)

ON = Operator("is", pgettext_lazy("filter", "is on"), Operand.DAY)
TODAY = Operator("today", pgettext_lazy("filter", "is today"), Operand.NOTHING)
THIS_WEEK = Operator("week", pgettext_lazy("filter", "is this week"), Operand.NOTHING)
THIS_MONTH = Operator("month", pgettext_lazy("filter", "is this month"), Operand.NOTHING)
THIS_YEAR = Operator("year", pgettext_lazy("filter", "is this year"), Operand.NOTHING)
LAST = Operator("last", _("in the last … days"), Operand.DAYS, _("in the last {} days"))
NEXT = Operator("next", _("in the next … days"), Operand.DAYS, _("in the next {} days"))
OLDER = Operator("older", _("more than … days ago"), Operand.DAYS, _("more than {} days ago"))

AMONG = Operator("in", _("is one of"), Operand.CHOICES, pgettext_lazy("filter", "is {}"))
NOT_AMONG = Operator(
    "out", _("is none of"), Operand.CHOICES, pgettext_lazy("filter", "is not {}"), denies="in"
)
ME = Operator("me", _("is me"), Operand.NOTHING)
