"""What the log lines of a request say, and what they keep to themselves."""

import pytest
from django.test import Client
from structlog.testing import capture_logs


def requests_logged(path: str) -> list[str]:
    with capture_logs() as lines:
        Client().get(path, headers={"X-Request-Id": "abc"})
    return [line["request"] for line in lines if "request" in line]


@pytest.mark.django_db
def test_a_request_is_logged_by_its_path_without_what_was_searched() -> None:
    assert set(requests_logged("/search/?q=geheim-jan-peeters")) == {"GET /search/"}


@pytest.mark.django_db
def test_the_key_of_a_password_link_is_not_logged() -> None:
    for line in requests_logged("/account/password/reset/key/j-died18-0003b3da/"):
        assert "0003b3da" not in line


@pytest.mark.django_db
def test_a_path_that_does_not_exist_is_logged_as_asked() -> None:
    assert "GET /bestaat-niet/" in requests_logged("/bestaat-niet/")
