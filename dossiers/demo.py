"""Forty dossiers of the demo loket, on some thirty journeys, in all stages an Information dossier knows."""

from datetime import timedelta
from random import Random

from django.utils import timezone

from dossiers.factories import answer
from dossiers.models import Acquaintance, Capacity, Dossier, Project, Reason, ReasonKind, Source, Subtype
from dossiers.operations import stages
from dossiers.operations.opening import Client, Opening, open_dossier
from oss.contacts.models import Person
from oss.staff.models import User
from oss.staff.roles import Role

COUNT = 40
TOPICS = ("dakisolatie", "warmtepomp", "premies", "ramen en deuren", "zonnepanelen", "leningen", "vocht")


def load_dossiers() -> None:
    if Dossier.objects.exists():
        return
    chance = Random("loket")  # noqa: S311 - invented data, the same at every start
    staff = list(
        User.objects.active()
        .filter(groups__name__in=[Role.DESK, Role.FILE_HANDLER, Role.COACH])
        .order_by("pk")
        .distinct()
    )
    people = list(Person.objects.filter(address__isnull=False).order_by("pk"))[:30]
    subtypes = list(Subtype.objects.exclude(profile="").order_by("position"))
    sources, projects = list(Source.objects.active()[:6]), list(Project.objects.active())
    acquaintances, capacities = list(Acquaintance.objects.active()), list(Capacity.objects.active()[:4])
    today = timezone.localdate()
    opened: list[Dossier] = []
    for number in range(COUNT):
        handler = chance.choice(staff)
        again = opened[chance.randrange(len(opened))] if number >= len(people) and opened else None
        person = people[number % len(people)]
        dossier = open_dossier(
            Opening(
                subtype=chance.choice(subtypes),
                journey=again.journey if again else None,
                client=None if again else Client(chance.choice(capacities), person),
                address=None if again else person.address,
                source=chance.choice(sources),
                acquaintance=chance.choice(acquaintances),
                project=chance.choice(projects[:3]),
                assignee=handler if number % 9 else None,
            ),
            by=handler,
        )
        Dossier.objects.filter(pk=dossier.pk).update(
            opened_on=today - timedelta(days=chance.randrange(1, 90))
        )
        dossier.opened_on = today
        _move(dossier, handler, number, chance)
        opened.append(dossier)


def _move(dossier: Dossier, handler: User, number: int, chance: Random) -> None:
    """A quarter waits in its first stage, a third is being handled, the rest is closed."""
    if number % 4 == 0:
        return
    if number % 3 == 0:
        stages.advance(dossier, by=handler)
    elif number % 13 == 0:
        reason = Reason.objects.filter(kind=ReasonKind.ABANDON)[0]
        stages.abandon(dossier, by=handler, reason=reason)
    else:
        answer(dossier, by=handler, topic=chance.choice(TOPICS))
        stages.save_and_complete(dossier, by=handler)
