"""A named lock has one holder at a time, over threads and processes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction

from oss.core import reference
from oss.core.locks import lock
from oss.staff.models import Team


@pytest.mark.django_db(transaction=True)
def test_twenty_threads_pass_a_lock_one_after_the_other() -> None:
    """Each reads the count and writes one more: without the lock some would read the same count."""
    start = Barrier(20)

    def add_one(_number: int) -> None:
        try:
            start.wait()
            with transaction.atomic():
                lock("count")
                Team.objects.create(name=f"Team {Team.objects.count() + 1}")
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as threads:
        list(threads.map(add_one, range(20)))
    assert {team.name for team in Team.objects.all()} == {f"Team {n}" for n in range(1, 21)}


@pytest.mark.django_db(transaction=True)
def test_a_lock_without_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="needs a transaction"):
        lock("nothing")


def delete_the_groups() -> None:
    Group.objects.all().delete()


def take_the_rights_away() -> None:
    for group in Group.objects.all():
        group.permissions.clear()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("damage", [delete_the_groups, take_the_rights_away])
def test_two_releases_at_once_put_the_reference_data_in_place_once(damage: Callable[[], None]) -> None:
    """The first sets every role right; the others wait for it and find nothing left to do."""
    damage()
    start = Barrier(4)

    def release(_number: int) -> int:
        try:
            start.wait()
            return reference.sync()["roles"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        changed = sorted(threads.map(release, range(4)))
    assert changed[:-1] == [0, 0, 0]
    assert changed[-1] > 0
