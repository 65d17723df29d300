"""Who may be given work: colleagues of the loket, never the auditor; what a deactivated dossier says."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from dossiers.bulk import AssignForm, BulkTaskForm
from dossiers.factories import information_dossier
from dossiers.models import Dossier, Reason, ReasonKind
from dossiers.operations import stages
from dossiers.operations.activation import deactivate
from dossiers.operations.editing import update_dossier
from oss.core.refusal import Refused
from oss.queues import operations as queues
from oss.staff.models import User
from oss.staff.roles import Role
from tests.mails import receive_message

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(user_with: Callable[..., User]) -> User:
    return user_with(Role.AUDITOR, first_name="Paul", last_name="Wouters")


def test_the_auditor_is_nowhere_offered_to_give_something_to(
    lotte: User, dossier: Dossier, auditor: User, client_of: Callable[[User], Client]
) -> None:
    desk, item = client_of(lotte), receive_message().queue_item
    for url in (
        reverse("dossier_new"),
        reverse("dossier", args=[dossier.number], query={"tab": "info"}),
        reverse("dossier_task", args=[dossier.number]),
        reverse("queue", args=["general"], query={"item": item.pk}),
    ):
        page = desk.get(url).content.decode()
        assert "Lotte Peeters" in page
        assert "Paul Wouters" not in page
    for form in (AssignForm(user=lotte), BulkTaskForm(user=lotte)):
        assert auditor not in form.fields["assignee"].queryset
        assert lotte in form.fields["assignee"].queryset


def test_colleagues_stand_in_one_order_in_every_choice(
    lotte: User, dossier: Dossier, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    for first, last in (("Karim", "Aerts"), ("Bram", "Zwart"), ("Sofie", "Baert")):
        user_with(Role.DESK, first_name=first, last_name=last)
    desk, item = client_of(lotte), receive_message().queue_item
    names = ("Bram Zwart", "Karim Aerts", "Lotte Peeters", "Sofie Baert")
    for url in (
        reverse("dossier_new"),
        reverse("dossier", args=[dossier.number], query={"tab": "info"}),
        reverse("dossier_task", args=[dossier.number]),
        reverse("queue", args=["general"], query={"item": item.pk}),
        reverse("list_filter", args=["dossiers"], query={"column": "assignee"}),
        reverse("list_filter", args=["tasks"], query={"column": "assignee"}),
    ):
        page = desk.get(url).content.decode()
        assert all(name in page for name in names), url
        choice = page[page.index(names[0]) :]  # the first of the order opens it
        assert sorted(names, key=choice.index) == list(names), url


def test_many_dossiers_lose_their_handler_only_where_that_is_chosen(lotte: User) -> None:
    for sent, is_right in (
        ({}, False),
        ({"nobody": "on"}, True),
        ({"assignee": lotte.pk}, True),
        ({"assignee": lotte.pk, "nobody": "on"}, False),
    ):
        assert AssignForm(sent, user=lotte).is_valid() is is_right, sent


def test_no_operation_gives_work_to_the_auditor(lotte: User, dossier: Dossier, auditor: User) -> None:
    item = receive_message().queue_item
    for give in (
        lambda: update_dossier(dossier, by=lotte, assignee=auditor),
        lambda: information_dossier(by=lotte, assignee=auditor),
        lambda: queues.assign(item, to=auditor, by=lotte),
    ):
        with pytest.raises(Refused):
            give()


def test_who_left_stays_on_old_dossiers_that_others_change(
    lotte: User, user_with: Callable[..., User]
) -> None:
    gone = user_with(Role.DESK)
    dossier = information_dossier(by=lotte, assignee=gone)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    assert (
        update_dossier(dossier, by=lotte, assignee=User.objects.get(pk=gone.pk), scope="both").scope == "both"
    )


def test_a_step_on_a_deactivated_dossier_says_that_it_is_and_how_to_put_it_back(
    lotte: User, dossier: Dossier
) -> None:
    deactivate(dossier, by=lotte, reason=Reason.objects.filter(kind=ReasonKind.DEACTIVATE).first())
    dossier = Dossier.objects.get(pk=dossier.pk)
    mistake = Reason.objects.filter(kind=ReasonKind.BACK).first()
    for step in (
        lambda: stages.advance(dossier, by=lotte),
        lambda: stages.save_and_complete(dossier, by=lotte),
        lambda: stages.step_back(dossier, by=lotte, reason=mistake),
        lambda: stages.reopen(dossier, by=lotte, reason=mistake),
    ):
        with pytest.raises(Refused, match=r"gedeactiveerd.*Opnieuw activeren"):
            step()
