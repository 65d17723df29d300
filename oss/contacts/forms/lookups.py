"""The lookups of people and organisations, which make in the side panel what they do not find."""

from django.utils.translation import gettext_lazy as _

from oss.core.forms import LookupWidget


def person_lookup() -> LookupWidget:
    return LookupWidget("person_lookup", create="person_quick", create_label=_("New person"))


def organisation_lookup() -> LookupWidget:
    return LookupWidget(
        "organisation_lookup", create="organisation_quick", create_label=_("New organisation")
    )
