from collections.abc import Callable

import pytest

from dossiers.factories import information_dossier
from dossiers.models import Dossier, Reason, ReasonKind
from oss.staff.models import User
from oss.staff.roles import Role


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, first_name="Lotte", last_name="Peeters")


@pytest.fixture
def dossier(lotte: User) -> Dossier:
    return information_dossier(by=lotte)


@pytest.fixture
def stopped(db: None) -> Reason:
    return Reason.objects.filter(kind=ReasonKind.ABANDON).first()


@pytest.fixture
def mistake(db: None) -> Reason:
    return Reason.objects.filter(kind=ReasonKind.BACK).first()
