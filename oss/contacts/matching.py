"""Reads what somebody typed to find a person or an organisation: fragments in any order."""

import re
from dataclasses import dataclass

from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Replace
from django.db.models.lookups import Contains

from oss.contacts.channels import SHORTEST_FRAGMENT, phone_beginnings, phone_digits
from oss.core.text_search import SHORTEST_INSIDE, fold

_NUMBER = re.compile(r"\A[+(]*[0-9][0-9./()+\-]*")


@dataclass(frozen=True)
class ContactFragments:
    """`names` are folded words, `mails` hold an @, `numbers` are runs of digits as typed."""

    names: tuple[str, ...]
    mails: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def phrase(self) -> str:
        return " ".join(self.names)

    @property
    def whole(self) -> list[str]:
        """A name that is just this, as it is kept: first name first, or last."""
        return [f" {self.phrase}", f" {' '.join((*self.names[1:], self.names[0]))}"] if self.names else []


def read(text: str) -> ContactFragments:
    """ "janssens 0478 12 34" → the name "janssens", the number "0478 12 34"."""
    names: list[str] = []
    mails: list[str] = []
    numbers: list[str] = []
    previous_is_number = False
    for token in text.split():
        is_number = _NUMBER.fullmatch(token) is not None
        if is_number and previous_is_number:
            numbers[-1] += f" {token}"
        elif is_number:
            numbers.append(token)
        elif "@" in token:
            mails.append(token.lower())
        else:
            names += fold(token).split()
        previous_is_number = is_number
    return ContactFragments(tuple(names), tuple(mails), tuple(numbers))


AS_ONE_WORD = Replace("search", Value(" "), Value(""), output_field=models.TextField())
"""A name without its spaces, for who types "vandenbroeck"; has an index of its own."""
SHORTEST_MISSPELT = 4
"""Letters: what is shorter is like too much."""


def spelt(name: str) -> Q:
    """A name holds this; what is short begins a word of it."""
    return Q(search__contains=name if len(name) >= SHORTEST_INSIDE else f" {name}")


def name_contains(name: str) -> list[Q]:
    """Any of these: as it is written, misspelt, and as one word: "vandenbroeck" finds Van den Broeck.

    Apart, so that each finds its rows by its own index.
    """
    ways = [spelt(name)]
    if len(name) >= SHORTEST_MISSPELT:
        ways += [Q(search__trigram_word_similar=name), Q(Contains(AS_ONE_WORD, Value(name)))]
    return ways


def mail_contains(fragment: str) -> Q:
    """What is short begins the address."""
    lookup = "contains" if len(fragment) >= SHORTEST_INSIDE else "startswith"
    return Q(**{"kind": "mail", f"normalised__{lookup}": fragment})


def phone_contains(typed: str) -> Q:
    """Digits of a phone number in any notation; fewer than three say nothing."""
    digits = phone_digits(typed)
    if len(digits) < SHORTEST_FRAGMENT:
        return Q(pk__in=[])
    found = Q(normalised__contains=digits)
    for beginning in phone_beginnings(typed):
        found |= Q(normalised__startswith=beginning)
    return Q(kind="phone") & found


def by_exactness(wanted: ContactFragments) -> list[Case]:
    """The whole name before what begins so, before a word that begins so, before the rest."""
    if not wanted.names:
        return []
    return [
        Case(
            When(search__in=wanted.whole, then=Value(0)),
            When(search__startswith=f" {wanted.phrase}", then=Value(1)),
            When(search__contains=f" {wanted.names[0]}", then=Value(2)),
            default=Value(3),
            output_field=models.IntegerField(),
        )
    ]
