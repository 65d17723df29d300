"""The terms of permits, street furniture and public space."""

from django.utils.translation import gettext_lazy

from oss.core.parameters import parameter, whole_number

COMPLETENESS = "permit_completeness_days"
SIMPLIFIED, ORDINARY, ORDINARY_WITH_ADVICE = (
    "permit_simplified_days",
    "permit_ordinary_days",
    "permit_ordinary_advice_days",
)
ENFORCEABLE = "permit_enforceable_days"
THICKEST, THICKEST_BEYOND = "facade_exempt_cm", "facade_beyond_line_cm"
STREET_MONTHS = "street_furniture_months"
SPACE_FREE = "public_space_free_days"
SPACE_TERMS = {
    "small": "public_space_small_days",
    "large": "public_space_large_days",
    "hinder": "public_space_hindrance_days",
}
"""By `SpaceKind`: how many working days before."""

_DAYS, _WORKING_DAYS = gettext_lazy("days"), gettext_lazy("working days")
for name, label, unit in (
    (COMPLETENESS, gettext_lazy("Permits: days until an application counts as complete"), _DAYS),
    (SIMPLIFIED, gettext_lazy("Permits: term of the simplified procedure"), _DAYS),
    (ORDINARY, gettext_lazy("Permits: term of the ordinary procedure"), _DAYS),
    (ORDINARY_WITH_ADVICE, gettext_lazy("Permits: term with advice of the permit commission"), _DAYS),
    (ENFORCEABLE, gettext_lazy("Permits: how long after the posting one may begin"), _DAYS),
    (THICKEST, gettext_lazy("Façade: thickest insulation without a permit"), "cm"),
    (THICKEST_BEYOND, gettext_lazy("Façade: thickest insulation beyond the building line"), "cm"),
    (
        STREET_MONTHS,
        gettext_lazy("Street furniture: how long before the works it is asked"),
        gettext_lazy("months"),
    ),
    (SPACE_FREE, gettext_lazy("Public space: free days with the neighbourhood contractor"), _DAYS),
    (SPACE_TERMS["small"], gettext_lazy("Public space: how long before small works"), _WORKING_DAYS),
    (SPACE_TERMS["large"], gettext_lazy("Public space: how long before large works"), _WORKING_DAYS),
    (
        SPACE_TERMS["hinder"],
        gettext_lazy("Public space: how long before works with hindrance"),
        _WORKING_DAYS,
    ),
):
    parameter(name, label, whole_number, unit=unit)
