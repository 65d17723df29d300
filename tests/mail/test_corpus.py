"""Every message of the shared corpus and of our own, received twice through the command."""

import hashlib
import json
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from oss.mail.models import Message
from tests.mail.conftest import MESSAGES


def run(name: str, *arguments: Any) -> dict[str, int]:
    out = StringIO()
    call_command(name, *(str(one) for one in arguments), stdout=out)
    result: dict[str, int] = json.loads(out.getvalue().splitlines()[-1])
    return result


def sums(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in files)


def assert_received_twice(folder: Path, export: Path) -> None:
    sent = sums(folder)
    first, second = run("receive_mail", folder), run("receive_mail", folder)
    assert first["received"] == second["received"] == len(sent)
    for counts in (first, second):
        outcomes = ("stored", "duplicates", "flagged", "parked")
        assert sum(counts[name] for name in outcomes) == counts["received"]
        assert counts["errors"] == 0
    assert second["duplicates"] == second["received"]
    assert first["stored"] + first["flagged"] + first["parked"] == Message.objects.count()
    assert run("export_raw", export) == {"written": len(sent)}
    assert Counter(sums(export)) == Counter(sent)


@pytest.mark.django_db
def test_the_shared_corpus_twice_loses_and_doubles_nothing(corpus: Path, tmp_path: Path) -> None:
    assert_received_twice(corpus, tmp_path / "export")


@pytest.mark.django_db
def test_our_own_messages_twice_lose_and_double_nothing(tmp_path: Path) -> None:
    assert_received_twice(MESSAGES, tmp_path / "export")


@pytest.mark.django_db
def test_every_mail_of_the_corpus_that_has_headers_is_read(corpus: Path) -> None:
    run("receive_mail", corpus)
    assert set(Message.objects.parked().values_list("parked_reason", flat=True)) <= {"no_headers"}
