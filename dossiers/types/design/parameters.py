"""The dated parameter of project designs; `profile` imports this, which declares it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.core.parameters import parameter, whole_number

GUIDANCE_CATEGORIES = "guidance_categories"
LOWEST, HIGHEST = 1, 4


def _categories(text: str) -> tuple[int, ...]:
    """Several, with a semicolon between them: "2; 3; 4"."""
    categories = tuple(whole_number(one) for one in text.split(";"))
    if any(not LOWEST <= one <= HIGHEST for one in categories):
        raise ValidationError(
            _("“%(text)s” are no income categories: write them like “2; 3; 4”.") % {"text": text.strip()}
        )
    return categories


parameter(
    GUIDANCE_CATEGORIES,
    gettext_lazy("Guidance: income categories that have a right to it (to be confirmed)"),
    _categories,
)
