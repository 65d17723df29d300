"""People and organisations share their pages; this says in what they differ."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from oss.contacts.forms.records import OrganisationForm, PersonForm, QuickOrganisationForm, QuickPersonForm
from oss.contacts.models import Organisation, Person
from oss.contacts.views.lookups import organisation_option, person_option
from oss.core.components import LookupOption, Text
from oss.staff.http import StaffRequest
from oss.staff.models import User

Record = Person | Organisation


@dataclass(frozen=True)
class KindPages:
    """`name` is the URL name of the record's page, and with a suffix those of what is done to it."""

    name: str
    plural: str
    model: type[Any]
    label: Text
    plural_label: Text
    new_label: Text
    icon: str
    form: type[Any]
    quick_form: type[Any]
    option: Callable[[Any], LookupOption]

    def may(self, verb: str, user: User) -> bool:
        return user.has_perm(f"contacts.{verb}_{self.name}")


PERSON = KindPages(
    "person",
    "people",
    Person,
    _("Person"),
    _("People"),
    _("New person"),
    "user",
    PersonForm,
    QuickPersonForm,
    person_option,
)
ORGANISATION = KindPages(
    "organisation",
    "organisations",
    Organisation,
    _("Organisation"),
    _("Organisations"),
    _("New organisation"),
    "building-store",
    OrganisationForm,
    QuickOrganisationForm,
    organisation_option,
)
KINDS = {kind.name: kind for kind in (PERSON, ORGANISATION)}


def find(request: StaffRequest, kind: str, pk: int) -> Any:
    """The record with its address, or 404; also where its key is no record's of this user."""
    if kind not in KINDS:
        raise Http404
    found = KINDS[kind].model.objects.visible_to(request.user)
    return get_object_or_404(found.select_related("address__street__municipality", "merged_into"), pk=pk)


def kind_of(record: Record) -> KindPages:
    return PERSON if isinstance(record, Person) else ORGANISATION
