"""There is no Docker engine here: the file is held against its specification, and against the shop."""

import json
from importlib import resources
from typing import Any

import jsonschema
import pytest
from django.conf import settings

from tests.deployment import compose

COMPOSE = compose.read()
SERVICES = COMPOSE["services"]
SHOP = compose.shop_services(COMPOSE)
STORES = {name: service for name, service in SERVICES.items() if name not in SHOP}


@pytest.fixture(scope="module")
def specification() -> jsonschema.Draft202012Validator:
    vendored = resources.files("check_jsonschema") / "builtin_schemas/vendor/compose-spec.json"
    return jsonschema.Draft202012Validator(json.loads(vendored.read_text()))


def test_the_file_satisfies_the_compose_specification(specification: Any) -> None:
    assert [error.message for error in specification.iter_errors(COMPOSE)] == []


@pytest.mark.parametrize(
    "mistake",
    [{"commands": ["sh"]}, {"read_only": 7}, {"healthcheck": {"test": {"CMD": "true"}}}],
    ids=["unknown key", "wrong type", "wrong shape"],
)
def test_a_planted_mistake_is_noticed(specification: Any, mistake: dict[str, Any]) -> None:
    planted = {**COMPOSE, "services": {**SERVICES, "web": {**SERVICES["web"], **mistake}}}
    assert not specification.is_valid(planted)


def test_the_shop_is_a_release_step_a_web_server_workers_and_one_schedule() -> None:
    assert sorted(SHOP) == ["beat", "release", "web", "worker-default", "worker-mail", "worker-reports"]
    assert sorted(STORES) == ["postgres", "valkey"]


def test_the_shop_runs_one_image_that_the_release_step_builds() -> None:
    assert len({service["image"] for service in SHOP.values()}) == 1
    assert [name for name, service in SHOP.items() if "build" in service] == ["release"]


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_runs_without_rights_that_it_does_not_need(name: str) -> None:
    service = SERVICES[name]
    assert service["user"] not in {"0", "0:0", "root"}
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service


@pytest.mark.parametrize("name", [*SHOP, "valkey"])
def test_a_service_writes_to_its_volume_and_tmp_only(name: str) -> None:
    assert SERVICES[name]["read_only"] is True
    assert len(SERVICES[name]["volumes"]) == len(SERVICES[name]["tmpfs"]) == 1


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_has_a_health_check_or_runs_once(name: str) -> None:
    service = SERVICES[name]
    if compose.runs_once(service):
        assert service["healthcheck"] == {"disable": True}
    else:
        assert service["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}


@pytest.mark.parametrize("name", [name for name in SERVICES if name != "release"])
def test_a_lasting_service_comes_back_and_gets_time_to_stop(name: str) -> None:
    assert SERVICES[name]["restart"] == "unless-stopped"
    assert SERVICES[name]["stop_grace_period"]


def test_the_web_server_has_longer_to_stop_than_its_requests() -> None:
    graceful = int(compose.option(SERVICES["web"]["command"], "--graceful-timeout"))
    assert int(SERVICES["web"]["stop_grace_period"].removesuffix("s")) > graceful


@pytest.mark.parametrize("name", SHOP)
def test_the_shop_starts_after_the_stores_are_healthy_and_the_release_succeeded(name: str) -> None:
    expected = {"postgres": "service_healthy", "valkey": "service_healthy"}
    if name != "release":
        expected["release"] = "service_completed_successfully"
    found = {other: how["condition"] for other, how in SERVICES[name]["depends_on"].items()}
    assert found == expected


def test_every_queue_has_one_worker() -> None:
    queues = {settings.CELERY_TASK_DEFAULT_QUEUE}
    queues |= {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}
    workers = [service["command"] for service in SHOP.values() if "worker" in service["command"]]
    assert sorted(compose.option(command, "--queues") for command in workers) == sorted(queues)


@pytest.mark.parametrize("name", [name for name in SHOP if name.startswith("worker-")])
def test_a_worker_asks_itself_for_a_sign_of_life(name: str) -> None:
    node = compose.option(SERVICES[name]["command"], "--hostname").removesuffix("%h")
    assert f"--destination {node}$$HOSTNAME" in SERVICES[name]["healthcheck"]["test"][1]


def test_the_stores_are_reached_by_the_shop_only() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["web"]
    assert all(service["networks"] == ["data"] for service in STORES.values())
    assert COMPOSE["networks"]["data"]["internal"] is True


def test_the_web_server_listens_to_this_machine_unless_told_otherwise() -> None:
    assert compose.fill_in(SERVICES["web"]["ports"], {}) == ["127.0.0.1:8000:8000"]


def test_tasks_survive_a_restart_of_the_broker() -> None:
    command = SERVICES["valkey"]["command"]
    assert compose.option(command, "--appendonly") == "yes"
    assert compose.option(command, "--maxmemory-policy") == "noeviction"
    assert SERVICES["valkey"]["volumes"] == ["valkey:/data"]


def test_what_must_last_stands_on_named_volumes() -> None:
    used = {volume.partition(":")[0] for service in SERVICES.values() for volume in service["volumes"]}
    assert used == set(COMPOSE["volumes"])


def test_secrets_come_from_the_environment_and_a_missing_one_is_refused() -> None:
    secrets = ("SECRET_KEY", "DATABASE_PASSWORD", "POSTGRES_PASSWORD", "VALKEY_PASSWORD", "EMAIL_URL")
    kinds: dict[str, set[str | None]] = {}
    for match in compose.VARIABLE.finditer(compose.FILE.read_text()):
        if match["name"] in secrets:
            kinds.setdefault(match["name"], set()).add(match["kind"])
    assert kinds == {name: {"?"} for name in secrets}
    with pytest.raises(compose.MissingVariableError, match=r"set .* in \.env"):
        compose.fill_in(SERVICES["web"], {})
