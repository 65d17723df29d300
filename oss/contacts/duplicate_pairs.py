"""Finds probable duplicates in what is stored: candidates by index, then judged one by one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import structlog
from django.db import connection, models, transaction

from oss.contacts.models import ContactPoint, DuplicatePair, Organisation, PairState, Person, PointKind
from oss.contacts.similarity import LEGAL_FORMS, Likeness, Traits, likeness, organisation_name
from oss.core.locks import lock
from oss.core.text_search import fold

log = structlog.get_logger(__name__)

AT_ONCE = 500
"""Records judged in one transaction: memory stays flat and nobody waits long."""
TOO_MANY = 20
"""What so many records share (the mail address of an office, a tower's address) says nothing of two."""


def find_duplicates(model: type[Person] | type[Organisation], keys: Iterable[int] | None = None) -> int:
    """Brings the open pairs of these records (all of them without `keys`) up to date.

    Pairs that have no reason any more go; "not a duplicate" stays. Returns the number of open pairs found.
    """
    wanted = sorted(keys) if keys is not None else None
    found = 0
    for chunk in _chunks(model, wanted):
        with transaction.atomic():
            lock(f"find_duplicates_{model._meta.model_name}")
            found += _judge(model, chunk)
    log.info("duplicates_found", kind=model._meta.model_name, pairs=found, all=wanted is None)
    return found


def _chunks(model: type[models.Model], wanted: list[int] | None) -> Iterator[list[int]]:
    if wanted is not None:
        yield from (wanted[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE))
        return
    last = 0
    while chunk := list(
        model._default_manager.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]
    ):
        last = chunk[-1]
        yield chunk


def _judge(model: Any, chunk: list[int]) -> int:
    candidates = _candidates(model, chunk)
    traits = _traits(model, {key for pair in candidates for key in pair})
    judged = {
        pair: likeness(traits[pair[0]], traits[pair[1]])
        for pair in candidates
        if pair[0] in traits and pair[1] in traits
    }
    worth = {pair: one for pair, one in judged.items() if one.is_worth_a_look}
    _store(model, chunk, worth)
    return len(worth)


def _store(model: Any, chunk: list[int], worth: dict[tuple[int, int], Likeness]) -> None:
    kind = model._meta.model_name
    first, second = f"first_{kind}_id", f"second_{kind}_id"
    open_pairs = DuplicatePair.objects.open().filter(
        models.Q(**{f"{first}__in": chunk}) | models.Q(**{f"{second}__in": chunk})
    )
    gone = [pair.pk for pair in open_pairs if (getattr(pair, first), getattr(pair, second)) not in worth]
    DuplicatePair.objects.filter(pk__in=gone, state=PairState.OPEN).delete()
    DuplicatePair.objects.bulk_create(
        [
            DuplicatePair(**{first: low, second: high}, score=one.score, reasons=list(one.reasons))
            for (low, high), one in sorted(worth.items())
        ],
        update_conflicts=True,
        unique_fields=[f"first_{kind}", f"second_{kind}"],
        update_fields=["score", "reasons"],
    )


def _candidates(model: Any, chunk: list[int]) -> set[tuple[int, int]]:
    """Pairs (lower key first) that share a contact point or an address, or the words of their names.

    A name that is only like another is never enough by itself, so nothing more has to be looked for.
    """
    table, owner = model._meta.db_table, f"{model._meta.model_name}_id"
    with connection.cursor() as cursor:
        parameters: dict[str, Any] = {
            "keys": chunk,
            "too_many": TOO_MANY,
            "legal_forms": [] if model is Person else sorted(LEGAL_FORMS),
        }
        cursor.execute(_CANDIDATES.format(table=table, owner=owner), parameters)
        return {(min(pair), max(pair)) for pair in cursor.fetchall()}


_CANDIDATES = """
WITH called AS MATERIALIZED (
    SELECT id, (SELECT string_agg(word, ' ' ORDER BY word)
                FROM unnest(string_to_array(btrim(search), ' ')) AS word
                WHERE word <> ALL(%(legal_forms)s)) AS words
    FROM {table} WHERE is_active
)
SELECT one.id, two.id FROM called AS one JOIN called AS two ON two.words = one.words AND two.id <> one.id
WHERE one.id = ANY(%(keys)s)
UNION
SELECT mine.{owner}, other.{owner}
FROM contacts_contactpoint AS mine
JOIN LATERAL (
    SELECT {owner} FROM contacts_contactpoint AS point
    WHERE point.kind = mine.kind AND point.normalised = mine.normalised AND {owner} <> mine.{owner}
    LIMIT %(too_many)s
) AS other ON true
WHERE mine.{owner} = ANY(%(keys)s)
UNION
SELECT one.id, other.id FROM {table} AS one
JOIN LATERAL (
    SELECT id FROM {table} AS two WHERE two.address_id = one.address_id AND two.id <> one.id
    LIMIT %(too_many)s
) AS other ON true
WHERE one.id = ANY(%(keys)s)
"""


def _traits(model: Any, keys: set[int]) -> dict[int, Traits]:
    """Of the active ones among these; two queries."""
    points: dict[tuple[int, str], set[str]] = defaultdict(set)
    owner = f"{model._meta.model_name}_id"
    rows = ContactPoint.objects.filter(**{f"{owner}__in": keys})
    for key, kind, normalised in rows.values_list(owner, "kind", "normalised"):
        points[key, kind].add(normalised)
    return {
        record.pk: traits_of(
            record,
            mails=frozenset(points[record.pk, PointKind.MAIL]),
            phones=frozenset(points[record.pk, PointKind.PHONE]),
        )
        for record in model.objects.active().filter(pk__in=keys)
    }


def traits_of(record: Person | Organisation, *, mails: frozenset[str], phones: frozenset[str]) -> Traits:
    known: dict[str, Any] = {"mails": mails, "phones": phones, "address": record.address_id}
    if isinstance(record, Person):
        return Traits(record.pk, fold(record.first_name), fold(record.last_name), **known)
    number = record.enterprise_number or ""
    return Traits(record.pk, "", organisation_name(record.name), number=number, **known)
