"""What makes sloppy tests fail, and the few fixtures every package uses."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import factory.random
import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.template import engines
from django.test import Client, TransactionTestCase
from whitenoise.middleware import WhiteNoiseMiddleware

from oss.core import reference
from oss.core.background import broker
from oss.core.postgres.base import database
from oss.staff.factories import UserFactory
from oss.staff.models import User
from oss.staff.roles import Role
from tests.database import migrated_template
from tests.snapshot import Snapshot
from tests.template_variables import UndefinedVariable

ROOT = Path(__file__).resolve().parent.parent

# what a property says is true or not, however busy the machine is
hypothesis.settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")


FILLS_THE_DATABASE = {"test_plans.py", "test_rows_read.py", "test_keys.py"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Last comes what makes rows by the hundred thousand: rolled back, they still slow what follows."""
    items.sort(key=lambda one: one.path.name in FILLS_THE_DATABASE)


def is_test_database() -> bool:
    return str(connection.settings_dict["NAME"]).startswith("test_")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: Any
) -> None:
    """Test databases are copies of one that was migrated before."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated_template()


@pytest.fixture(autouse=True, scope="session")
def _reference_data_in_every_test_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Now, and again after each test with real transactions."""
    if not is_test_database():
        yield  # no test of this run asked for one
        return
    with django_db_blocker.unblock():
        reference.sync()
        snapshot = Snapshot.take()
    with patch.object(TransactionTestCase, "_fixture_teardown", lambda _test: snapshot.restore()):
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_connection_outlives_the_tests(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A thread of the live server may still hold one when the test database is dropped."""
    yield
    if not is_test_database():
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def _same_invented_people_each_run(request: pytest.FixtureRequest) -> None:
    """A test that looks somebody up by name would else fail on the day that Faker gives the name twice."""
    factory.random.reseed_random(request.node.nodeid)


@pytest.fixture(autouse=True)
def _nobody_was_away() -> Iterator[None]:
    """What one test found away, the next asks anew."""
    yield
    broker.succeeded()
    database.succeeded()


@pytest.fixture(autouse=True)
def _files_in_a_folder_of_their_own(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture(autouse=True, scope="session")
def _static_files_are_looked_for_once() -> Iterator[None]:
    """And not by each test client, which is a server of its own: six hundred files, 30 ms."""
    found: dict[str, Any] = {}
    look = WhiteNoiseMiddleware.add_files_from_finders

    def once(server: WhiteNoiseMiddleware) -> None:
        if not found:
            look(server)
            found.update(server.files)
        server.files.update(found)

    with patch.object(WhiteNoiseMiddleware, "add_files_from_finders", once):
        yield


@pytest.fixture(autouse=True, scope="session")
def _undefined_template_variables_fail() -> None:
    engines["django"].engine.string_if_invalid = UndefinedVariable(settings.BASE_DIR / "templates")


@pytest.fixture
def user_with(db: None) -> Callable[..., User]:
    """`user_with(Role.DESK)`: a colleague with these roles."""

    def make(*roles: Role, **fields: Any) -> User:
        return UserFactory(roles=list(roles), **fields)

    return make


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """`client_of(user)`: a browser in which this colleague is logged in."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return make
