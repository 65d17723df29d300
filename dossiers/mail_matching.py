"""What the spine knows of a mail: on which dossier it surely belongs, and what speaks for which."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.flows.table import ABANDONED, COMPLETED
from dossiers.models import Dossier, DossierParty
from dossiers.models.dossier import DossierQuerySet
from oss.addresses.models import Address, Street
from oss.contacts.models import Organisation, Person
from oss.core.dates import written
from oss.core.text_search import fold
from oss.mail.classify import Automatic
from oss.mail.models import Message
from oss.mail.quoting import fresh_text
from oss.mail.subjects import bare_subject, is_forward
from oss.mail.writers import writers
from oss.staff.models import User
from oss.timeline.conversations.matching import MailReason, answers
from oss.timeline.models import Correspondence, PostedMail

_NUMBER = re.compile(r"(?<!\w)D[ ]?(20[0-9]{2})[ ]?[-–][ ]?([0-9]{1,6})(?!\w)", re.IGNORECASE)
_HOUSE = re.compile(r"([0-9]{1,4}[a-zA-Z]?)[,.;:)/]?")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_LONGEST = 5_000
"""Characters of a mail in which an address or a number is looked for."""
_MOST_HOUSES = 5
_LONGEST_STREET = 5  # words
_MOST_OF_A_KIND = 8

SAID, KNOWN, WAS_KNOWN, SHARED, HANDED_ON, ALIKE, NAMED, PLACE, QUOTED = 90, 60, 45, 50, 58, 55, 40, 35, 30
"""How much a reason weighs: the number by who is known there, the sender is on an open dossier, on one
that is over, shares their address, was handed on, wrote the same before; the number by a stranger, the
address, the number in the text."""


def numbers_in(text: str) -> list[str]:
    """The numbers of dossiers that it names, as they are written here."""
    found = (f"D{year}-{int(number):05}" for year, number in _NUMBER.findall(text[:_LONGEST]))
    return list(dict.fromkeys(found))


# --- Beyond doubt --------------------------------------------------------------------------------


def named_by_who_is_known(message: Message) -> Collection[int]:
    """The case file of the dossier whose number stands in the subject, where the sender is a stakeholder of
    it or a mail of or to them hangs on it. Not what is handed on, nor what may be of somebody else."""
    numbers = numbers_in(message.subject)
    if len(numbers) != 1 or not _is_of_its_sender(message):
        return []
    found = Dossier.objects.active().filter(number=numbers[0])
    known = found.filter(_wrote_before(message.from_address) | _received(message.from_address))
    theirs = found.involving_mail_address(message.from_address)
    return set(known.values_list("case_file", flat=True)) or theirs.values_list("case_file", flat=True)


def _is_of_its_sender(message: Message) -> bool:
    """Answers go to whom it comes from, no server denies it, and nobody hands it on for another."""
    return (
        [one.address for one in writers(message)] == [message.from_address]
        and message.automatic in {Automatic.NONE, Automatic.AUTO_REPLY}
        and message.authenticity.get("dmarc") != "fail"
        and not is_forward(message.subject)
        and not _is_colleague(message.from_address)
    )


def _wrote_before(address: str) -> Exists:
    earlier = Correspondence.objects.filter(case_file=OuterRef("case_file"), message__from_address=address)
    return Exists(earlier)


def _received(address: str) -> Exists:
    posted = PostedMail.objects.filter(case_file=OuterRef("case_file"), message__recipient__iexact=address)
    return Exists(posted)


def _is_colleague(address: str) -> bool:
    return User.objects.filter(email__iexact=address).exists()


# --- What speaks for a dossier -------------------------------------------------------------------


def reasons_of(message: Message, user: User) -> Iterator[MailReason]:
    readable = Dossier.objects.visible_to(user).active()
    text = fresh_text(message.text)[:_LONGEST]
    addresses = [one.address for one in writers(message)]
    involved = set()
    for reason in _of_people(readable, addresses, KNOWN):
        involved.add(reason.case_file)
        yield reason
    yield from _handed_on(readable, message)
    yield from _numbered(readable, message.subject, text, involved)
    yield from _alike(readable, message)
    yield from _answering_the_same(readable, message)
    yield from _at_addresses(readable, f"{message.subject}\n{text}")


def _of_people(
    readable: DossierQuerySet, addresses: Collection[str], weight: int, words: str = ""
) -> Iterator[MailReason]:
    """Dossiers on which somebody with one of these mail addresses is involved, the newest first."""
    if not addresses:
        return
    parties = (
        DossierParty.objects.current()
        .filter(
            Q(person__in=Person.objects.active().by_mail_address(*addresses))
            | Q(organisation__in=Organisation.objects.active().by_mail_address(*addresses)),
            dossier__in=readable.values("pk"),
        )
        .select_related("dossier", "capacity", "person", "organisation")
        .order_by("-dossier__number")[: 2 * _MOST_OF_A_KIND]
    )
    found = list(parties)
    several = len({one.person_id for one in found if one.person_id}) > 1
    for one in found[:_MOST_OF_A_KIND]:
        is_over = one.dossier.stage in {COMPLETED, ABANDONED}
        told = {
            "capacity": str(one.capacity).lower(),
            "name": one.person or one.organisation,
        }
        if several:
            said = _("%(name)s has this mail address too, and is %(capacity)s") % told
        else:
            said = (words or _("the sender is %(capacity)s")) % told
        heaviness = min(weight, SHARED if several else weight, WAS_KNOWN if is_over else weight)
        yield MailReason(one.dossier.case_file_id, heaviness, said)


def _handed_on(readable: DossierQuerySet, message: Message) -> Iterator[MailReason]:
    """Of what a colleague hands on its first sender counts; what others hand on may say anything."""
    colleague = User.objects.filter(email__iexact=message.from_address).first()
    if colleague is None:
        return
    inner = [one.from_address for one in message.forwarded.all()[:3]]
    inner += _MAIL.findall(message.text[:_LONGEST])
    ours = {message.from_address, *message.addresses.values_list("address", flat=True)}
    addresses = [one for one in dict.fromkeys(each.lower() for each in inner if each) if one not in ours]
    first = _("who wrote it is %(capacity)s")
    for reason in _of_people(readable, addresses[:3], HANDED_ON, first):
        yield replace(reason, words=_("handed on by %(name)s") % {"name": colleague} + f"; {reason.words}")


def _numbered(
    readable: DossierQuerySet, subject: str, text: str, involved: Collection[int]
) -> Iterator[MailReason]:
    in_subject, in_text = numbers_in(subject), numbers_in(text)
    if not (in_subject or in_text):
        return
    named = readable.filter(number__in=[*in_subject, *in_text][:_MOST_OF_A_KIND])
    for number, key in named.values_list("number", "case_file"):
        if number not in in_subject:
            yield MailReason(key, QUOTED, _("its number stands in the text"))
        elif key in involved:
            yield MailReason(key, SAID, _("its number stands in the subject"))
        else:
            said = _("its number stands in the subject, but the sender is not known there: look first")
            yield MailReason(key, NAMED, said)


def _alike(readable: DossierQuerySet, message: Message) -> Iterator[MailReason]:
    """Where an earlier mail of the same sender with the same subject hangs."""
    subject = bare_subject(message.subject)
    if not subject or not message.from_address:
        return
    earlier = (
        Correspondence.objects.filter(
            message__from_address=message.from_address, case_file__in=readable.values("case_file")
        )
        .exclude(message=message)
        .order_by("-message__received_at")
        .values_list("case_file", "message__subject", "message__received_at")[:50]
    )
    told: set[int] = set()
    for key, its_subject, at in earlier:
        if key not in told and bare_subject(its_subject) == subject:
            told.add(key)
            day = {"day": written(timezone.localdate(at))}
            yield MailReason(key, ALIKE, _("the same sender wrote with the same subject on %(day)s") % day)


def _answering_the_same(readable: DossierQuerySet, message: Message) -> Iterator[MailReason]:
    """Where a mail hangs that answers the same one, which we never saw: a client who writes to us and their
    contractor at once."""
    ids = answers(message)
    if not ids:
        return
    siblings = Message.objects.filter(in_reply_to__in=ids).exclude(pk=message.pk).order_by()
    hanging = Correspondence.objects.filter(
        message__in=siblings.values("pk")[:200], case_file__in=readable.values("case_file")
    )
    for key in hanging.values_list("case_file", flat=True).distinct()[:_MOST_OF_A_KIND]:
        yield MailReason(key, ALIKE, _("it answers the same mail as one that hangs there"))


def _at_addresses(readable: DossierQuerySet, text: str) -> Iterator[MailReason]:
    """Of the houses that the text names as the register does: a street and a number behind it."""
    houses = _houses_in(text)
    if not houses:
        return
    names = {name for names, _number in houses for name in names}
    wanted = Q()
    for name in names:
        wanted |= Q(search=f" {name}")  # one by one: each by the index
    streets: dict[str, list[Street]] = defaultdict(list)
    for street in Street.objects.filter(wanted):
        streets[fold(street.name)].append(street)
    doors = Q()
    for written_names, number in houses:
        for street in [one for name in written_names for one in streets.get(name, ())]:
            doors |= Q(street=street, house_number__iexact=number)
    if not doors:
        return
    keys = list(Address.objects.filter(doors).order_by().values_list("pk", flat=True)[:200])
    found = readable.about(keys).select_related("site_address__street").order_by("-number")
    for dossier in found[:_MOST_OF_A_KIND] if keys else ():
        place = dossier.site_address
        said = f"{place.street.name} {place.house_number}" if place else ""
        yield MailReason(dossier.case_file_id, PLACE, _("%(place)s stands in the text") % {"place": said})


def _houses_in(text: str) -> list[tuple[list[str], str]]:
    """Each house number with the one to five words before it, folded, of which some are a street."""
    words = text[:_LONGEST].split()
    found: list[tuple[list[str], str]] = []
    for place, word in enumerate(words):
        number = _HOUSE.fullmatch(word)
        if number is None or not place:
            continue
        before = words[max(0, place - _LONGEST_STREET) : place]
        names = (fold(" ".join(before[start:])) for start in range(len(before)))
        found.append(([one for one in names if one], number[1]))
        if len(found) == _MOST_HOUSES:
            break
    return found
