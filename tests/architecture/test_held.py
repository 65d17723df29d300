"""Whatever is held about people has its line: of whom, why, since when, and what becomes of it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models

from dossiers.factories import answer, information_dossier
from oss.contacts.models import Organisation, Person, PointKind
from oss.contacts.operations.records import add_contact_point
from oss.core.held import Forgotten, Held
from oss.core.registry import offered
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import ActivityKind
from oss.timeline.operations import add_activity
from tests.architecture.test_models import OURS
from tests.mails import receive_message

ABOUT_NOBODY = {
    "documents.DocumentKind": "words of file names",
    "addresses.ImportRun": "what a register said of itself",
    "addresses.Building": "what a building is called",
    "contacts.RegisterRun": "what a register said of itself",
    "core.CacheEntry": "counts, by keys that tell nothing",
    "core.UsedKey": "the answer to a form, for a day",
    "dossiers.SurveyQuestion": "what every client is asked",
    "dossiers.NamedPerson": "Person, as triggers name it",
    "dossiers.NamedOrganisation": "Organisation, as triggers name it",
    "dossiers.NamedAssignee": "User, as triggers name it",
    "queues.Queue": "what colleagues agreed",
}


def holds_something(model: type[models.Model]) -> bool:
    """A key to a person or organisation, a mail address, free text or a file."""
    for field in model._meta.concrete_fields:
        if field.related_model in {Person, Organisation}:
            return True
        is_text = isinstance(field, models.TextField | models.EmailField | models.FileField)
        if is_text and field.name != "search" and not field.name.endswith("_sort"):
            return True
    return False


def test_every_model_that_holds_something_about_people_has_its_line() -> None:
    known = set(offered(Held))
    lacking = {
        model._meta.label
        for model in OURS
        if holds_something(model) and not model.__name__.endswith("Event") and not model._meta.proxy
    }
    assert lacking - known - ABOUT_NOBODY.keys() == set()
    assert ABOUT_NOBODY.keys() & known == set()


def test_every_line_names_fields_that_are_there() -> None:
    for label, line in offered(Held).items():
        names = {field.name for field in apps.get_model(label)._meta.get_fields()}
        assert {one for one in (line.since, *line.fields) if one} <= names, label
        assert bool(line.fields) <= (line.forgotten == Forgotten.BLANK), label


@pytest.mark.django_db
def test_a_command_prints_what_is_held_about_somebody_and_of_nobody_else(
    user_with: Callable[..., User], capsys: pytest.CaptureFixture[str]
) -> None:
    lotte = user_with(Role.DESK)
    dossier, other = information_dossier(by=lotte), information_dossier(by=lotte)
    answer(dossier, by=lotte)
    person = dossier.main_contact.person
    add_contact_point(person, by=lotte, kind=PointKind.MAIL, value="an@burger.example")
    receive_message(sender="An <an@burger.example>", subject="Over mijn dak")
    add_activity(dossier.case_file, by=lotte, kind=ActivityKind.NOTE, title="Belde terug")
    call_command("held_about", str(person.pk))
    told: dict[str, list[dict[str, Any]]] = json.loads(capsys.readouterr().out)
    assert {
        *("contacts.Person", "contacts.ContactPoint", "dossiers.Stakeholder", "dossiers.Dossier"),
        *("dossiers.InformationDetail", "dossiers.Journey", "mail.Message", "timeline.Activity"),
    } <= told.keys()
    assert [one["number"] for one in told["dossiers.Dossier"]] == [dossier.number]
    assert other.number not in json.dumps(told)
    with pytest.raises(CommandError, match="no person"):
        call_command("held_about", "0")
