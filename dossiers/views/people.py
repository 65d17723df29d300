"""Stakeholders as chips: who they are in this journey, with mail and phone one click away."""

from collections.abc import Iterable

from django.db.models import QuerySet

from dossiers.models import Stakeholder
from oss.contacts.addressing import record_url
from oss.contacts.models import Organisation, Person
from oss.core.components import PersonChip
from oss.staff.asked_often import asked_often


def chips_of(stakeholders: Iterable[Stakeholder]) -> dict[int, PersonChip]:
    """By the key of the stakeholder; two queries, however many there are."""
    known = list(stakeholders)
    people = {one.pk: one for one in _people(_keys(one.person_id for one in known))}
    organisations = {one.pk: one for one in _organisations(_keys(one.organisation_id for one in known))}
    return {
        one.pk: _chip(one, people.get(one.person_id or 0), organisations.get(one.organisation_id or 0))
        for one in known
    }


@asked_often
def _people(keys: tuple[int, ...]) -> QuerySet[Person]:
    return Person.objects.with_contact().filter(pk__in=keys).order_by()


@asked_often
def _organisations(keys: tuple[int, ...]) -> QuerySet[Organisation]:
    return Organisation.objects.with_contact().filter(pk__in=keys).order_by()


def _keys(keys: Iterable[int | None]) -> tuple[int, ...]:
    return tuple({key for key in keys if key})


def _chip(stakeholder: Stakeholder, person: Person | None, organisation: Organisation | None) -> PersonChip:
    """A person who acts for an organisation is reached at their own address first."""
    reached = [one for one in (person, organisation) if one is not None]
    words = stakeholder.name.split()
    record = person or organisation
    return PersonChip(
        stakeholder.name,
        person.initials if person else "".join(word[0] for word in words[:2]).upper(),
        str(stakeholder.capacity),
        email=next((one.main_mail for one in reached if one.main_mail), ""),
        phone=next((one.main_phone for one in reached if one.main_phone), ""),
        url=record_url(record) if record else "",
        do_not_contact=person is not None and person.do_not_contact,
    )
