"""Who asks by a mail, as far as the loket knows: one person is proposed, several are named."""

from dataclasses import dataclass

from oss.contacts.models import Person
from oss.contacts.person_names import split_name
from oss.mail.writers import writers
from oss.queues.models import QueueItem
from oss.staff.models import User

MOST = 6


@dataclass(frozen=True)
class Askers:
    """`people` have one of the `addresses`, a household may share one; `newcomer` is who to make where nobody
    is known, as the mail names them."""

    addresses: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    newcomer: dict[str, str] | None = None

    @property
    def only(self) -> Person | None:
        return self.people[0] if len(self.people) == 1 else None


def askers_of(item: QueueItem | None, user: User) -> Askers:
    found = writers(item.message) if item is not None and item.message is not None else []
    if not found:
        return Askers()
    addresses = tuple(one.address for one in found)
    people = Person.objects.visible_to(user).active().by_mail_address(*addresses)
    first, last = split_name(found[0].name)
    newcomer = {"first_name": first, "last_name": last, "mail": found[0].address}
    return Askers(addresses, tuple(people[:MOST]), newcomer)
