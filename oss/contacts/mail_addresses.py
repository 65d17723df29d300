"""Where somebody gets mail."""

from oss.contacts.models import ContactPoint, Organisation, Person
from oss.contacts.models.vocabulary import ContactState, PointKind


def mail_address_of(one: Person | Organisation) -> str:
    """The preferred one of those that arrive; "" without any."""
    points = ContactPoint.objects.of_kind(PointKind.MAIL).filter(state=ContactState.VALID)
    mine = points.filter(person=one) if isinstance(one, Person) else points.filter(organisation=one)
    return mine.order_by("-preferred", "pk").values_list("normalised", flat=True).first() or ""
