"""Executions in each of their stages, with surveys that were sent, answered and waived: for screens."""

from datetime import timedelta

from django.utils import timezone

from dossiers.factories import answer, information_dossier
from dossiers.models import Capacity, Dossier
from dossiers.operations import stages
from dossiers.operations.opening import Client
from dossiers.surveys.demo import load_surveys
from dossiers.surveys.models import Questionnaire
from dossiers.surveys.operations import new_version
from dossiers.types.advice.demo import load_advice
from dossiers.types.execution.demo import load_executions
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import PersonFactory
from oss.staff.demo import load_staff
from oss.staff.models import User

CLIENTS = 9
"""Of whom some go on to an advice, and a third to an execution."""


def executed() -> dict[str, object]:
    """Numbers of executions by their stage, and the questionnaires that were sent and not yet."""
    load_staff()
    lotte = User.objects.get(email="lotte@loket.example")
    owner = Capacity.objects.get(code="owner_occupier")
    told = []
    for number in range(CLIENTS):
        client = Client(owner, PersonFactory.create(mail=f"klant{number}@burger.example"))
        told.append(
            information_dossier(by=lotte, assignee=lotte, client=client, address=AddressFactory.create())
        )
    Dossier.objects.update(opened_on=timezone.localdate() - timedelta(days=90))
    load_executions()
    for one in told:
        answer(Dossier.objects.get(pk=one.pk), by=lotte)
        stages.save_and_complete(one, by=lotte)
    load_advice()
    load_surveys()
    executions = Dossier.objects.filter(type="execution").order_by("pk")
    prepared, running, looked_back_on = executions.values_list("number", flat=True)
    sent = Questionnaire.objects.get()
    return {
        "prepared": prepared,
        "running": running,
        "looked_back_on": looked_back_on,
        "sent": sent.pk,
        "not_sent": new_version(sent, by=None).pk,
    }
