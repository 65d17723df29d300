"""Two shielded cases of the demo: a tenant who reports the quality of the dwelling, and a colleague who was
threatened at the door of a client."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from dossiers.demo import Past, database_now
from dossiers.models import Capacity, Dossier, Journey, Project, Reason, Source, Subtype
from dossiers.operations.editing import update_detail
from dossiers.operations.filing import add_note, add_task_on
from dossiers.operations.opening import Client, Opening, open_dossier
from dossiers.shield.models import Shield
from dossiers.shield.operations import share, shield
from dossiers.types.information.quality.model import NoticeWay
from dossiers.types.information.quality.profile import QUALITY
from oss.addresses.models import Address
from oss.contacts.models import Person
from oss.staff.models import User
from oss.staff.roles import Role

_MOULD = (
    "Schimmel in de twee slaapkamers en een gaskachel die terugslaat. De verhuurder kwam kijken maar deed"
    " niets, en ze vreest dat hij de huur opzegt als hij hoort dat ze bij ons was."
)
_ADVISED = "Eerst de verhuurder aangetekend verwittigen, daarna melding bij de stad. We helpen met de brief."
_THREAT = (
    "Bij het plaatsbezoek versperde de zoon van de klant de deur en zei dat hij weet waar ik woon. Niemand"
    " gaat hier nog alleen langs."
)


def load_shielded() -> None:
    """On a new journey of a tenant, and as the next wagon of a train that is there."""
    if Shield.objects.exists():
        return
    desk, coach = (User.objects.with_role(role).order_by("pk").first() for role in (Role.DESK, Role.COACH))
    tenant = Person.objects.active().filter(involvements=None, address__isnull=False).order_by("-pk").first()
    train = (
        Journey.objects.active().filter(address__isnull=False, client__isnull=False).order_by("pk").first()
    )
    if desk is None or coach is None or train is None:
        return
    if tenant is not None and tenant.address is not None:
        _report(tenant, tenant.address, desk)
    _threat(train, coach, desk)


def _report(tenant: Person, address: Address, desk: User) -> None:
    day = timezone.localdate() - timedelta(days=9)
    now = database_now()
    dossier = open_dossier(
        Opening(
            subtype=Subtype.objects.get(code="information_housing_quality"),
            client=Client(Capacity.objects.get(code="tenant"), tenant),
            address=address,
            source=Source.objects.get(code="desk"),
            project=Project.objects.get(code="regular"),
            assignee=desk,
            detail={"question": _MOULD, "asked_on": day},
        ),
        by=desk,
    )
    update_detail(
        dossier,
        QUALITY,
        by=desk,
        owner_told_on=day + timedelta(days=3),
        owner_told_how=NoticeWay.objects.get(code="registered_letter"),
    )
    add_note(dossier, _ADVISED, by=desk)
    _since(dossier, now, day)
    add_task_on(
        dossier,
        by=desk,
        title="Nagaan of de verhuurder antwoordde op de aangetekende brief",
        due_on=timezone.localdate() + timedelta(days=5),
    )


def _threat(train: Journey, coach: User, desk: User) -> None:
    day = timezone.localdate() - timedelta(days=4)
    now = database_now()
    dossier = open_dossier(
        Opening(
            subtype=Subtype.objects.get(code="information_question"),
            journey=train,
            source=Source.objects.get(code="phone"),
            project=Project.objects.get(code="regular"),
            assignee=coach,
            detail={"question": "Wil een tweede plaatsbezoek voor het advies over het dak.", "asked_on": day},
        ),
        by=coach,
    )
    shield(
        dossier,
        by=coach,
        reason=Reason.objects.get(code="shield_threat"),
        note="Afgesproken met de coördinator; de politie is ingelicht.",
    )
    add_note(dossier, _THREAT, by=coach)
    share(dossier, by=coach, colleague=desk)
    _since(Dossier.objects.get(pk=dossier.pk), now, day)


def _since(dossier: Dossier, now: datetime, day: object) -> None:
    moment = timezone.make_aware(datetime.combine(day, time(10, 40)))  # type: ignore[arg-type]
    Past(Dossier.objects.get(pk=dossier.pk), now).is_set_to(moment)
    Shield.objects.filter(dossier=dossier).update(since=moment)
