"""Journeys and dossiers for the demo and the tests, made through the operations."""

from datetime import date
from typing import Any

from dossiers.models import Capacity, Dossier, FirstAction, Project, Source, Subtype, Topic
from dossiers.operations.editing import update_detail
from dossiers.operations.opening import Client, Opening, open_dossier
from dossiers.types.information.profile import QUESTION
from dossiers.works.models import Work
from dossiers.works.operations import add_past_work, add_work
from oss.addresses.models import Address, Building, Measure
from oss.contacts.factories import PersonFactory
from oss.staff.models import User


def information_dossier(*, by: User, subtype: str = "information_question", **known: Any) -> Dossier:
    """With a client, source and project, unless `known` says otherwise; `subtype` is a code."""
    return _dossier(subtype, by=by, **known)


def design_dossier(*, by: User, subtype: str = "design_verbouwbegeleiding", **known: Any) -> Dossier:
    """As `information_dossier`."""
    return _dossier(subtype, by=by, **known)


def grant_dossier(*, by: User, subtype: str = "grant_green_roof", **known: Any) -> Dossier:
    """As `information_dossier`."""
    return _dossier(subtype, by=by, **known)


def _dossier(subtype: str, *, by: User, **known: Any) -> Dossier:
    defaults: dict[str, Any] = {
        "subtype": Subtype.objects.get(code=subtype),
        "source": Source.objects.get(code="mail"),
        "project": Project.objects.get(code="regular"),
    }
    if not known.get("is_anonymous") and "journey" not in known:
        defaults["client"] = Client(Capacity.objects.get(code="owner_occupier"), PersonFactory.create())
    return open_dossier(Opening(**defaults | known), by=by)


def answer(
    dossier: Dossier, *, by: User, topic: str = "roof_insulation", acted_on: date | None = None
) -> None:
    """Fills in all that an Information dossier needs to be completed; `topic` is a code."""
    update_detail(
        dossier,
        QUESTION,
        by=by,
        topics=[Topic.objects.get(code=topic)],
        question="Welke premies zijn er voor dakisolatie?",
        answer="We bezorgden het overzicht van de premies en de voorwaarden.",
        asked_on=dossier.opened_on,
        first_action=FirstAction.objects.get(code="answered_by_mail"),
        first_action_on=acted_on or dossier.opened_on,
    )


def past_work(place: Address | Building, code: str = "roof", **fields: Any) -> Work:
    """Done before any dossier; `code` is that of its measure."""
    return add_past_work(place, Measure.objects.get(code=code), by=None, **fields)


def work_on(dossier: Dossier, code: str = "roof_sarking", **fields: Any) -> Work:
    """That the dossier advises, at its site address."""
    place = dossier.site_address
    if place is None:
        raise ValueError(f"{dossier} has no site address")
    return add_work(place, Measure.objects.get(code=code), by=None, dossier=dossier, **fields)
