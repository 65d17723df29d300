"""Journeys and dossiers for the demo and the tests, made through the operations."""

from typing import Any

from dossiers.models import Capacity, Dossier, FirstAction, Project, Source, Subtype, Topic
from dossiers.operations.editing import update_information
from dossiers.operations.opening import Client, Opening, open_dossier
from oss.contacts.factories import PersonFactory
from oss.staff.models import User


def information_dossier(*, by: User, subtype: str = "Informatievraag", **known: Any) -> Dossier:
    """An Information dossier with a client, source and project, unless `known` says otherwise."""
    defaults: dict[str, Any] = {
        "subtype": Subtype.objects.get(name=subtype),
        "source": Source.objects.get(name="e-mail"),
        "project": Project.objects.get(name="Reguliere werking"),
    }
    if not known.get("is_anonymous") and "journey" not in known:
        defaults["client"] = Client(Capacity.objects.get(name="eigenaar-bewoner"), PersonFactory.create())
    return open_dossier(Opening(**defaults | known), by=by)


def answer(dossier: Dossier, *, by: User, topic: str = "dakisolatie") -> None:
    """Fills in all that an Information dossier needs to be completed."""
    update_information(
        dossier,
        by=by,
        topics=[Topic.objects.get(name=topic)],
        question="Welke premies zijn er voor dakisolatie?",
        answer="We bezorgden het overzicht van de premies en de voorwaarden.",
        asked_on=dossier.opened_on,
        first_action=FirstAction.objects.get(name="per mail beantwoord"),
        first_action_on=dossier.opened_on,
    )
