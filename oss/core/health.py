"""Is everything there that the shop needs? Asked by `/readyz` and by the launcher."""

from collections.abc import Callable
from dataclasses import dataclass

import redis
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from redis.backoff import NoBackoff
from redis.retry import Retry

from oss.core.registry import Offer, offer, offered


@dataclass(frozen=True)
class HealthCheck(Offer):
    """`check` raises when its part is not usable; the exception's class is what `/readyz` tells. Without this
    part the process can do no work: `/readyz` answers 503."""

    check: Callable[[], None]


@dataclass(frozen=True)
class HealthWarning(HealthCheck):
    """What somebody must look at while the shop goes on: `/readyz` tells it and stays 200."""


def check_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_broker() -> None:
    once = Retry(NoBackoff(), 0)
    with redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1, retry=once
    ) as client:
        client.ping()


def check_migrations() -> None:
    if migrations_are_waiting():
        raise RuntimeError("migrations are waiting")


def migrations_are_waiting() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


offer(HealthCheck("database", check_database), HealthCheck("migrations", check_migrations))
offer(HealthWarning("broker", check_broker))  # pages go on without it; what they ask of workers waits


def require_services() -> None:
    """Raises SystemExit with a sentence that names the setting whose service does not answer."""
    for setting, check in (("DATABASE_URL", check_database), ("REDIS_URL", check_broker)):
        try:
            check()
        except Exception as error:  # noqa: BLE001 - drivers raise what they like; it is told
            reason = str(error).strip().partition("\n")[0] or type(error).__name__
            raise SystemExit(f"{setting} leads to no usable service: {reason}") from None


def report(kind: type[HealthCheck] = HealthCheck) -> dict[str, str]:
    """Per check "ok" or the kind of failure; no detail that could hold a secret."""
    result = {}
    for name, one in offered(kind).items():
        try:
            one.check()
        except Exception as error:  # noqa: BLE001 - whatever fails, readiness must answer
            result[name] = type(error).__name__
        else:
            result[name] = "ok"
    return result
