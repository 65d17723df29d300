"""A subtype of Advice with a customer survey and nothing else, so that a test is there in two steps."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from dossiers.factories import information_dossier
from dossiers.flows.profiles import Profile
from dossiers.flows.table import DossierType
from dossiers.models import Capacity, Dossier, Subtype
from dossiers.operations import stages
from dossiers.operations.opening import Client
from dossiers.surveys.part import SURVEY
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import PersonFactory
from oss.core.registry import offered
from oss.mail.outbound import OutboundMessage
from oss.staff.models import User

CODE = "surveyed"


@contextmanager
def with_survey(monkeypatch: pytest.MonkeyPatch) -> Iterator[Profile]:
    profile = Profile(CODE, DossierType.ADVICE, (SURVEY,), label="Bevraagd")
    monkeypatch.setitem(offered(Profile), profile.name, profile)
    Subtype.objects.create(
        name="Bevraagd advies", code=CODE, type=profile.type, phase="advice", profile=CODE, position=99
    )
    yield profile


def surveyed_dossier(*, by: User, mail: str = "an@burger.example", **known: Any) -> Dossier:
    """In the stage of the survey; its client can be written to, unless `mail` is empty."""
    if "journey" not in known and "client" not in known:
        person = PersonFactory.create(mail=mail, **known.pop("person", {}))
        known["client"] = Client(Capacity.objects.get(code="owner_occupier"), person)
    dossier = information_dossier(
        by=by, subtype=CODE, **{"address": AddressFactory.create(), "assignee": by} | known
    )
    stages.advance(dossier, by=by)
    return stages.advance(dossier, by=by)


def link_in(mail: OutboundMessage) -> str:
    """The path of the link that a waiting mail carries."""
    found = re.search(r"https?://[^/\s]+(/p/\S+)", mail.text)
    assert found, mail.text
    return found[1]


def newest_link() -> str:
    return link_in(OutboundMessage.objects.filter(why="survey").latest("pk"))
