"""What was changed on a record is checked by each constraint that it may break, and nothing else is asked."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dossiers.factories import information_dossier
from dossiers.models import Dossier
from oss.core.constraints import clean_changed
from oss.staff.models import User
from oss.staff.roles import Role


@pytest.fixture
def dossier(user_with: Callable[..., User]) -> Dossier:
    return information_dossier(by=user_with(Role.DESK))


def test_what_breaks_a_constraint_is_refused_in_its_words(dossier: Dossier) -> None:
    dossier.postcode = "12"
    with pytest.raises(ValidationError, match="four digits|vier cijfers"):
        clean_changed(dossier, ["postcode"])


def test_a_constraint_over_two_fields_is_checked_when_either_changes(dossier: Dossier) -> None:
    dossier.is_anonymous = True  # with a main contact
    assert dossier.main_contact_id
    for changed in ("is_anonymous", "main_contact"):
        with pytest.raises(ValidationError):
            clean_changed(dossier, [changed])


def test_of_what_stays_as_it_was_nothing_is_asked(dossier: Dossier) -> None:
    with CaptureQueriesContext(connection) as asked:
        clean_changed(dossier, ["scope"])
    assert len(asked) == 0
