"""Who waits in the demo: renovation advice and guidance in Mechelen, some with priority, some told when."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format

from dossiers.demo import Past, database_now
from dossiers.models import Dossier, Journey, Project, Source, Subtype
from dossiers.operations.opening import Opening, open_dossier
from dossiers.waiting.models import WaitingPlace, WaitingPriority
from dossiers.waiting.operations import put_on_list, tell_term
from oss.staff.models import User
from oss.staff.roles import Role


class _Case(NamedTuple):
    subtype: str
    days: int
    question: str
    priority: str = ""
    note: str = ""
    prefers_coach: bool = False
    told_in: int = 0
    """How many months after today the client was told it would be; 0: nothing yet."""


_ADVICE, _GUIDANCE = "advice_renovation_advice", "design_verbouwbegeleiding"
CASES = (
    _Case(
        _ADVICE,
        47,
        "De woning is van 1962 en het dak is nooit geïsoleerd. Waar beginnen we best?",
        told_in=1,
    ),
    _Case(
        _ADVICE,
        33,
        "We kochten in juni een rijhuis met label F. Wat moet er gebeuren, en in welke volgorde?",
        "deadline",
        "renovatieplicht: label D tegen 2029, klant wil eerst weten wat het kost",
        told_in=1,
    ),
    _Case(_ADVICE, 26, "Enkel glas vooraan en vocht in de achterbouw. Wat pakken we eerst aan?"),
    _Case(
        _ADVICE,
        19,
        "De energiefactuur is niet meer te betalen en de ketel valt elke week uit.",
        "cut_off",
        "budgetmeter dreigt, OCMW volgt mee",
        prefers_coach=True,
    ),
    _Case(_ADVICE, 12, "Graag advies over gevelisolatie langs de straatkant, samen met de buren."),
    _Case(_GUIDANCE, 41, "Begeleiding bij dakisolatie en ramen, offertes zijn er nog niet.", told_in=2),
    _Case(
        _GUIDANCE,
        15,
        "Dak lekt en is niet geïsoleerd; alleenstaande met twee kinderen.",
        "target_group",
        "categorie 4",
        prefers_coach=True,
    ),
    _Case(_GUIDANCE, 6, "Wil zelf aannemers kiezen, maar hulp bij het vergelijken."),
)


def load_waiting() -> None:
    """On journeys of people of whom the address is known, as their next wagon."""
    if WaitingPlace.objects.exists():
        return
    coach = User.objects.with_role(Role.COACH).order_by("pk").first()
    desk = User.objects.with_role(Role.DESK).order_by("pk").first()
    trains = Journey.objects.active().filter(address__isnull=False, client__isnull=False)
    free = trains.exclude(dossiers__type__in=("advice", "design", "execution")).order_by("-pk")
    if coach is None or desk is None:
        return
    for case, journey in zip(CASES, free[: len(CASES)], strict=False):
        _wait(case, journey, coach, desk)


def _wait(case: _Case, journey: Journey, coach: User, desk: User) -> None:
    now = database_now()
    this_year = timezone.localdate().timetuple().tm_yday - 1  # because of the year in its number
    day = timezone.localdate() - timedelta(days=min(case.days, this_year))
    moment = timezone.make_aware(datetime.combine(day, time(10, 20)))
    dossier = open_dossier(
        Opening(
            subtype=Subtype.objects.get(code=case.subtype),
            journey=journey,
            source=Source.objects.get(code="mail"),
            project=Project.objects.get(code="regular"),
            detail={"question": case.question, "asked_on": day},
        ),
        by=desk,
    )
    place = put_on_list(
        dossier,
        by=desk,
        complete_on=day,
        priority=WaitingPriority.objects.get(code=case.priority) if case.priority else None,
        note=case.note,
        coach=coach if case.prefers_coach else None,
    )
    Past(Dossier.objects.get(pk=dossier.pk), now).is_set_to(moment)
    if case.told_in:
        now, told_at = database_now(), min(moment + timedelta(days=3), timezone.now())
        month = timezone.localdate() + timedelta(days=30 * case.told_in)
        tell_term(place, by=desk, term=date_format(month, "F Y"), by_mail=False)
        Past(Dossier.objects.get(pk=dossier.pk), now).is_set_to(told_at)
        WaitingPlace.objects.filter(pk=place.pk).update(told_on=timezone.localdate(told_at))
