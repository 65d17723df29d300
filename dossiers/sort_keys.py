"""Sort keys that the triggers left for later, and the nightly check of all of them."""

from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from dossiers.models import Dossier, Journey, StaleKey

BATCH = 500
STRETCH = 10_000

_TAKE = """
DELETE FROM dossiers_stalekey WHERE id IN (
    SELECT id FROM dossiers_stalekey ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
) RETURNING dossier_id, journey_id
"""
_WRONG_JOURNEYS = """
SELECT journey.id FROM dossiers_journey AS journey, LATERAL journeys_keys_of(journey) AS right_one
WHERE journey.id BETWEEN %s AND %s AND (journey.client_sort, journey.address_sort, journey.search)
    IS DISTINCT FROM (right_one.client_sort, right_one.address_sort, right_one.search)
"""
_WRONG_DOSSIERS = """
SELECT dossier.id FROM dossiers_dossier AS dossier, LATERAL dossiers_keys_of(dossier) AS right_one
WHERE dossier.id BETWEEN %s AND %s
    AND (dossier.contact_sort, dossier.address_sort, dossier.assignee_sort, dossier.search, dossier.next_due)
    IS DISTINCT FROM (
        right_one.contact_sort, right_one.address_sort, right_one.assignee_sort, right_one.search,
        dossiers_term_of(dossier.case_file_id)
    )
"""
_REFRESH = "SELECT dossiers_refresh(%s, %s)"


def make_stale_keys() -> int:
    """Makes the keys again that wait for it, a batch per transaction; returns how many."""
    made = 0
    while batch := _make_batch():
        made += batch
    return made


@transaction.atomic
def _make_batch() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [BATCH])
        taken = cursor.fetchall()
        dossiers = {dossier for dossier, _journey in taken if dossier}
        journeys = {journey for _dossier, journey in taken if journey}
        cursor.execute(_REFRESH, [sorted(dossiers), sorted(journeys)])
    return len(taken)


def mark_wrong_keys() -> int:
    """Compares every key with what it should be and has the wrong ones made again; returns how many.

    None is wrong, but where two people changed a name and a row that shows it at the very same moment.
    """
    return _mark(Journey, "journey_id", _WRONG_JOURNEYS) + _mark(Dossier, "dossier_id", _WRONG_DOSSIERS)


def _mark(model: Any, column: str, query: str) -> int:
    newest = model.objects.aggregate(newest=Max("pk"))["newest"] or 0
    marked = 0
    for start in range(0, newest + 1, STRETCH):
        with connection.cursor() as cursor:
            cursor.execute(query, [start, start + STRETCH - 1])
            rows = [StaleKey(**{column: pk}) for (pk,) in cursor.fetchall()]
        marked += len(StaleKey.objects.bulk_create(rows))
    return marked
