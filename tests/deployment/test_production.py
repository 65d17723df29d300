"""Production as the compose file starts it, without containers: one installation for all of these tests."""

import json
import re

import psycopg
import pytest

from tests.deployment import production
from tests.deployment.production import HOST, HTTPS, LASTING, Installation, get

# one xdist worker takes them all, so that the installation is made once
pytestmark = pytest.mark.xdist_group("production")

CHECK = ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"]


def test_the_shop_has_no_superuser_rights_on_its_database(released: Installation) -> None:
    address = released.environment["DATABASE_URL"].replace("postgres:", "postgresql:", 1)
    with psycopg.connect(address) as connection:
        rights = connection.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert rights == (False, False, False)


@pytest.mark.parametrize("name", LASTING)
def test_a_service_is_healthy_by_its_own_check(running: Installation, name: str) -> None:
    health = running.health(name)
    assert health.returncode == 0, health.stdout + health.stderr + running.started[name].log.read_text()


def test_a_worker_that_is_not_there_is_not_healthy(running: Installation) -> None:
    missing = running.run(
        "celery", "-A", "oss", "inspect", "ping", "--timeout", "0.5", "--destination", "nobody@here"
    )
    assert missing.returncode != 0


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_the_web_server_tells_that_it_is_well(running: Installation, path: str) -> None:
    answer = get(running, path)
    assert (answer.status, json.loads(answer.text)["status"]) == (200, "ok"), answer.text


def test_another_host_name_is_refused(running: Installation) -> None:
    assert get(running, "/healthz", Host="evil.example.com").status == 400


def test_a_visitor_without_https_is_sent_there(running: Installation) -> None:
    answer = get(running, "/account/login/")
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{HOST}/account/login/")


def test_the_login_page_comes_with_its_protection_and_its_static_files(running: Installation) -> None:
    page = get(running, "/account/login/", **HTTPS)
    assert page.status == 200, running.started["web"].log.read_text()
    assert "max-age=31536000" in page.headers["Strict-Transport-Security"]
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert all("Secure" in cookie for cookie in page.headers.get_all("Set-Cookie", []))
    static = re.findall(r"/static/[^\"?#]+\.(?:css|js)", page.text)
    assert static
    for path in static:
        answer = get(running, path, **HTTPS)
        assert (answer.status, "immutable" in answer.headers["Cache-Control"]) == (200, True), path


def test_every_queue_is_worked_on(running: Installation) -> None:
    answer = running.run("celery", "-A", "oss", "inspect", "active_queues", "--json")
    queues = {queue["name"] for node in json.loads(answer.stdout).values() for queue in node}
    assert queues == {"default", "mail", "reports"}


def test_a_task_that_is_sent_is_done(running: Installation) -> None:
    task = "oss.staff.tasks.clear_expired_sessions"
    assert running.run("celery", "-A", "oss", "call", task).returncode == 0
    running.started["worker-default"].wait_for("task_succeeded")


def test_the_deployment_check_has_nothing_to_say() -> None:
    check = production.run(CHECK, production.environment())
    assert (check.returncode, check.stderr) == (0, "")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"DEBUG": "true"}, "DEBUG may not be on in production"),
        ({"SECRET_KEY": "demo-" + "x" * 60}, "SECRET_KEY must be a secret of your own"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must be a secret of your own of at least 50 characters"),
        ({"SECRET_KEY": None}, "Set the SECRET_KEY environment variable"),
        ({"DATABASE_URL": None}, "Set the DATABASE_URL environment variable"),
        ({"OSS_ENVIRONMENT": "staging"}, "OSS_ENVIRONMENT must be production, demo, test or development"),
    ],
    ids=["debug", "demo secret", "short secret", "no secret", "no database", "unknown kind"],
)
def test_production_refuses_to_start_and_says_why(changes: dict[str, str | None], message: str) -> None:
    refusal = production.run(CHECK, production.environment(**changes))
    assert refusal.returncode != 0
    assert message in refusal.stderr.strip().splitlines()[-1]
