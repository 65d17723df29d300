"""Who sees which document, and how its bytes reach the browser."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from oss.core.registry import offered
from oss.documents.access import DocumentRule
from oss.documents.models import Document, DocumentClass
from oss.documents.storing import add_document
from oss.staff.models import User
from oss.staff.roles import Role

pytestmark = pytest.mark.django_db


def document(
    name: str = "plan.pdf", content_type: str = "application/pdf", **fields: DocumentClass
) -> Document:
    return add_document(data=name.encode(), name=name, content_type=content_type, by=None, **fields)


def fetch(client: Client, one: Document) -> tuple[Any, bytes]:
    response: Any = client.get(reverse("document", args=[one.pk, one.name]))
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return response, content


def test_staff_open_a_document(user_with: Callable[..., User], client_of: Callable[[User], Client]) -> None:
    response, content = fetch(client_of(user_with(Role.DESK)), document())
    assert content == b"plan.pdf"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline")
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("role", Role)
def test_financial_documents_open_for_financial_roles_only(
    role: Role, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    financial = document(document_class=DocumentClass.FINANCIAL)
    response, _content = fetch(client_of(user_with(role)), financial)
    allowed = role in {Role.FINANCIAL_ADVISER, Role.COORDINATOR}
    assert response.status_code == (200 if allowed else 403 if role == Role.AUDITOR else 404)


def test_a_registered_rule_hides_documents(
    user_with: Callable[..., User], client_of: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    secret, open_one = document("geheim.pdf"), document("open.pdf")
    rule = DocumentRule("test", lambda user: ~Q(name="geheim.pdf"))
    monkeypatch.setitem(offered(DocumentRule), "test", rule)
    client = client_of(user_with(Role.DESK))
    assert [fetch(client, one)[0].status_code for one in (secret, open_one)] == [404, 200]


@pytest.mark.parametrize(
    ("name", "content_type"),
    [("brief.html", "text/html"), ("plan.svg", "image/svg+xml"), ("x.xml", "text/xml"), ("y", "")],
)
def test_what_could_run_is_only_downloaded(
    name: str, content_type: str, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    response, _content = fetch(client_of(user_with(Role.DESK)), document(name, content_type))
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
