"""Where the page of a person or an organisation is."""

from oss.contacts.models import Organisation, Person
from oss.core.links import link


def record_url(record: Person | Organisation) -> str:
    return link("person" if isinstance(record, Person) else "organisation", record.pk)
