"""What an installation, and its demo, start with."""

import pytest

from oss.contacts.demo import POOL, load_contacts
from oss.contacts.models import DuplicatePair
from oss.contacts.models.contractors import Contractor
from oss.contacts.tasks import find_all_duplicates
from oss.staff.demo import load_staff

pytestmark = pytest.mark.django_db


def test_the_demo_has_contractors_in_the_pool_and_somebody_known_twice() -> None:
    load_staff()
    load_contacts()
    pool = {one.organisation.name: one for one in Contractor.objects.in_pool()}
    assert pool.keys() == POOL.keys()
    assert all(one.specialities.count() == len(POOL[name][0]) for name, one in pool.items())
    find_all_duplicates()
    assert DuplicatePair.objects.exists()
