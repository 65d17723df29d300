"""A list with every kind of column, its rows, and what a filter means in plain Python."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F
from django.db.models.functions import Length
from django.utils import timezone
from hypothesis import strategies as st

from oss.addresses.factories import AddressFactory
from oss.addresses.models import Municipality
from oss.contacts.models import Channel, ContactPoint, Language, Person, PointKind
from oss.core.components import EmptyState
from oss.core.text_search import fold
from oss.lists.declaration import Branch, Column, ListDefinition
from oss.lists.kinds import Choice, Moment, Number, Record, TextKind, YesNo

FIRST = ("Jan", "José", "Els", "Çağla", "Zoë", "an", "")
LAST = ("Peeters", "De Smet", "Müller", "D’Hondt", "O-Ring", "Van den Broeck")
WORDS = ("pe", "PEETERS", "de", "smet", "hon", "muller", "é", "jan", "d h", "zoe", "x", "van den", "a", "2")
MAILS = ("jan@burger.example", "els.p@burger.example", "info@vme.example")
TOWN = "address__street__municipality"
SECRET = "contacts.delete_person"
"""The permission of the column that only administrators see."""
TOWNS = (("12025", "Mechelen"), ("11002", "Antwerpen"), ("24062", "Leuven"))


def mails() -> Any:
    return ContactPoint.objects.filter(kind=PointKind.MAIL)


PEOPLE = ListDefinition(
    name="test_people",
    label="Mensen",
    icon="users",
    model=Person,
    rows=Person.objects.visible_to,
    permission="contacts.view_person",
    url_name="people",
    default_sort="name",
    empty=lambda: EmptyState("users", "Niemand"),
    columns=(
        Column(
            "name",
            "Naam",
            TextKind(folded=True),
            path="search",
            sort=("last_name", "first_name"),
            searchable=True,
        ),
        Column("first", "Voornaam", TextKind(), path="first_name", sort=("first_name",), searchable=True),
        Column("language", "Taal", Choice(tuple(Language.choices)), path="language", sort=("language",)),
        Column("channel", "Kanaal", Choice(tuple(Channel.choices)), path="preferred_channel"),
        Column("quiet", "Niet storen", YesNo(), path="do_not_contact"),
        Column("since", "Bekend sinds", Moment(), path="created_at", sort=("created_at",)),
        Column("address", "Adres", TextKind(), path="address__house_number", sort=("address__house_number",)),
        Column(
            "town", "Gemeente", Record(Municipality.objects.visible_to), path="address__street__municipality"
        ),
        Column("length", "Lengte", Number(), path="notes_length", expression=lambda: Length(F("notes"))),
        Column("mail", "Mail", TextKind(), searchable=True, branches=(Branch(mails, "person", "value"),)),
        Column(
            "secret", "Geheim", TextKind(), path="notes", permission="contacts.delete_person", searchable=True
        ),
    ),
)
SORTS = ("name", "first", "language", "since", "address")


@dataclass
class Known:
    """One person as plain values."""

    pk: int
    first: str
    last: str
    language: str
    channel: str
    quiet: bool
    since: datetime
    house: str | None
    town: int | None
    length: int
    mails: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def day(self) -> date:
        return timezone.localdate(self.since)


def people(number: int, seed: int = 1) -> list[Known]:
    """Persons in the database, with what is known of them."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    addresses = [
        AddressFactory(
            house_number=str(house), street__municipality__nis_code=nis, street__municipality__name=town
        )
        for house, (nis, town) in enumerate(
            (("12025", "Mechelen"), ("11002", "Antwerpen"), ("24062", "Leuven")), 2
        )
    ]
    made = Person.objects.bulk_create(
        Person(
            first_name=chance.choice(FIRST),
            last_name=chance.choice(LAST),
            language=chance.choice(("nl", "fr", "tr")),
            preferred_channel=chance.choice(("", *Channel.values)),
            do_not_contact=chance.random() < 0.3,
            created_at=timezone.now() - timedelta(hours=chance.randrange(0, 24 * 60)),
            address=chance.choice([None, None, *addresses]),
            notes="n" * chance.choice((0, 1, 1, 7)),
        )
        for _number in range(number)
    )
    with_mail = {one.pk: chance.sample(MAILS, chance.choice((0, 0, 1, 2))) for one in made}
    ContactPoint.objects.bulk_create(
        ContactPoint(person_id=pk, kind=PointKind.MAIL, value=mail, normalised=mail)
        for pk, several in with_mail.items()
        for mail in several
    )
    return [
        Known(
            one.pk,
            one.first_name,
            one.last_name,
            one.language,
            one.preferred_channel,
            one.do_not_contact,
            one.created_at,
            one.address.house_number if one.address else None,
            one.address.street.municipality_id if one.address else None,
            len(one.notes),
            with_mail[one.pk],
        )
        for one in made
    ]


# --- filters: as written in the URL, and as a question to a Known --------------------------------

Asked = tuple[str, Callable[[Known], bool]]


def contains(text: str, word: str) -> bool:
    return fold(word) in f" {fold(text)}"


def texts(column: str, values: Callable[[Known], list[str]]) -> st.SearchStrategy[Asked]:
    """The operators of text, for a column with any number of values."""

    def ask(operator: str, word: str) -> Asked:
        questions: dict[str, Callable[[list[str]], bool]] = {
            "contains": lambda found: any(contains(one, word) for one in found),
            "starts": lambda found: any(fold(one).startswith(fold(word)) for one in found),
            "is": lambda found: any(fold(one) == fold(word) for one in found),
            "not": lambda found: not any(fold(one) == fold(word) for one in found),
        }
        escaped = "".join(f"\\{sign}" if sign in "\\~,()" else sign for sign in word)
        return f"{column}.{operator}:{escaped}", lambda one: questions[operator](values(one))

    filled: Asked = (f"{column}.filled", lambda one: any(values(one)))
    empty: Asked = (f"{column}.empty", lambda one: not any(values(one)))
    asked = st.builds(
        ask, st.sampled_from(("contains", "starts", "is", "not")), st.sampled_from((*WORDS, *MAILS))
    )
    return st.one_of(asked, st.just(filled), st.just(empty))


def choices(column: str, values: tuple[str, ...], value: Callable[[Known], str]) -> st.SearchStrategy[Asked]:
    def ask(operator: str, chosen: list[str]) -> Asked:
        negated = operator == "out"
        return f"{column}.{operator}:{'~'.join(chosen)}", lambda one: (value(one) in chosen) is not negated

    several = st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)
    return st.one_of(
        st.builds(ask, st.sampled_from(("in", "out")), several),
        st.just((f"{column}.empty", lambda one: not value(one))),
    )


def days() -> st.SearchStrategy[Asked]:
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())

    def between(first: int | None, last: int | None) -> Asked:
        start = today - timedelta(days=first) if first is not None else None
        end = today - timedelta(days=last) if last is not None else None
        if start is None and end is None:
            start = today
        written = "~".join(one.isoformat() if one else "" for one in (start, end))
        return (
            f"since.between:{written}",
            lambda one: (start is None or one.day >= start) and (end is None or one.day <= end),
        )

    number = st.one_of(st.none(), st.integers(0, 60))
    fixed: list[Asked] = [
        ("since.today", lambda one: one.day == today),
        ("since.week", lambda one: monday <= one.day <= monday + timedelta(days=6)),
        ("since.month", lambda one: (one.day.year, one.day.month) == (today.year, today.month)),
        ("since.last:7", lambda one: today - timedelta(days=7) <= one.day <= today),
        ("since.older:30", lambda one: one.day < today - timedelta(days=30)),
        ("since.filled", lambda _one: True),
    ]
    return st.one_of(st.builds(between, number, number), st.sampled_from(fixed))


def numbers() -> st.SearchStrategy[Asked]:
    def between(first: int, more: int) -> Asked:
        return f"length.between:{first}~{first + more}", lambda one: first <= one.length <= first + more

    return st.one_of(
        st.builds(between, st.integers(0, 3), st.integers(0, 4)),
        st.sampled_from(
            [("length.is:1", lambda one: one.length == 1), ("length.not:1", lambda one: one.length != 1)]
        ),
    )


def conditions(towns: tuple[str, ...]) -> st.SearchStrategy[Asked]:
    return st.one_of(
        texts("name", lambda one: [one.name]),
        texts("first", lambda one: [one.first]),
        texts("address", lambda one: [one.house or ""]),
        texts("mail", lambda one: one.mails),
        choices("language", ("nl", "fr", "tr", "en"), lambda one: one.language),
        choices("channel", ("mail", "phone"), lambda one: one.channel),
        choices("town", towns, lambda one: str(one.town or "")),
        st.sampled_from(
            [("quiet.in:yes", lambda one: one.quiet), ("quiet.in:no", lambda one: not one.quiet)]
        ),
        days(),
        numbers(),
    )


def filters(towns: tuple[str, ...]) -> st.SearchStrategy[Asked]:
    """Conditions in groups of any and all, three deep."""

    def group(connector: str, terms: list[Asked]) -> Asked:
        holds = any if connector == "any" else all
        return (
            f"{connector}({','.join(text for text, _holds in terms)})",
            lambda one: holds(term(one) for _text, term in terms),
        )

    return st.recursive(
        conditions(towns),
        lambda inner: st.builds(
            group, st.sampled_from(("any", "all")), st.lists(inner, min_size=2, max_size=3)
        ),
        max_leaves=6,
    )
