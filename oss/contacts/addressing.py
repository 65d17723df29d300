"""Where the page of a person or an organisation is."""

from django.urls import reverse

from oss.contacts.models import Organisation, Person


def record_url(record: Person | Organisation) -> str:
    return reverse("person" if isinstance(record, Person) else "organisation", args=[record.pk])
