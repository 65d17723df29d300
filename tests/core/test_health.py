"""`/healthz` says that the process lives, `/readyz` whether it can work."""

from unittest.mock import patch

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from oss.core import health
from oss.core.health import HealthCheck
from oss.core.registry import offered


def test_healthz_answers_without_a_database() -> None:
    assert Client().get("/healthz").json() == {"status": "ok"}


@pytest.mark.django_db
def test_readyz_answers_200_when_database_broker_and_migrations_are_there() -> None:
    response = Client().get("/readyz")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "database": "ok",
        "migrations": "ok",
        "broker": "ok",
        "mail": "ok",
        "outbound_mail": "ok",
    }


@pytest.mark.django_db
def test_readyz_names_a_broker_that_is_gone_and_goes_on_without_it(settings: pytest.FixtureRequest) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    response = Client().get("/readyz")
    assert response.status_code == 200
    assert response.json()["status"] == "attention"
    assert response.json()["broker"] == "ConnectionError"
    assert response.json()["database"] == "ok"


@pytest.mark.django_db
def test_readyz_waits_for_migrations() -> None:
    MigrationRecorder.Migration.objects.filter(app="staff").delete()
    response = Client().get("/readyz")
    assert response.status_code == 503
    assert response.json()["migrations"] == "RuntimeError"


@pytest.mark.django_db
def test_a_failing_check_tells_its_kind_but_no_detail() -> None:
    with patch.dict(offered(HealthCheck), {"database": HealthCheck("database", _fail)}):
        assert health.report()["database"] == "ValueError"


def _fail() -> None:
    raise ValueError("password=secret")
