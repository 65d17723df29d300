"""Whether a household belongs to the target group of the guidance, by its income category. No database."""

from dataclasses import dataclass
from datetime import date

from dossiers.models import Household
from dossiers.types.design.parameters import GUIDANCE_CATEGORIES
from oss.core.parameters import Figures, ParameterValue


@dataclass(frozen=True)
class TargetGroup:
    """`household` says the category, its year, and how and when it is known; `rule` those that have a right,
    of the day that decides. `belongs` is None where one of both says nothing."""

    household: Household | None
    rule: ParameterValue | None

    @property
    def belongs(self) -> bool | None:
        category = self.household.category if self.household else None
        if category is None or self.rule is None:
            return None
        return category in self.rule.value

    @property
    def categories(self) -> str:
        return ", ".join(str(one) for one in self.rule.value) if self.rule else ""


def target_group(household: Household | None, figures: Figures, *, on: date) -> TargetGroup:
    """`on` is the day that decides: that of the start of the guidance."""
    return TargetGroup(household, figures.find(GUIDANCE_CATEGORIES, on=on))
