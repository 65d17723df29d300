"""Each figure on the first page of the administration opens exactly the list that it counts."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dossiers.factories import answer, information_dossier
from dossiers.models import Dossier, Reason, ReasonKind
from dossiers.operations.activation import deactivate
from dossiers.operations.stages import advance, complete
from oss.queues import operations
from oss.staff.models import Team, User
from oss.staff.roles import Role
from tests.mails import receive_message


def counted(page: Any) -> int:
    """What the page itself says it counts: a list of the loket, the admin, or the panes of triage."""
    if "cl" in page.context:
        return int(page.context["cl"].result_count)
    return int(re.sub(r"\D", "", page.context["grid"].count) or 0)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_each_figure_is_the_count_of_the_page_that_it_opens(
    user_with: Callable[..., User], client_of: Callable[[User], Client], role: Role
) -> None:
    lotte, gone = user_with(Role.DESK), user_with(is_active=False)
    User.objects.filter(pk__in=[lotte.pk, gone.pk]).update(last_login=timezone.now())
    user_with(last_login=timezone.now() - timedelta(days=3))
    user_with(is_active=False)
    Team.objects.create(name="Loket")
    Team.objects.create(name="Vroeger", is_active=False)
    for _number in range(3):
        information_dossier(by=lotte)
    done = information_dossier(by=lotte)
    answer(done, by=lotte)
    complete(advance(done, by=lotte), by=lotte)
    before = information_dossier(by=lotte)
    last_month = timezone.localdate().replace(day=1) - timedelta(days=1)
    Dossier.objects.filter(pk=before.pk).update(opened_on=last_month)
    double = Reason.objects.get(kind=ReasonKind.DEACTIVATE, name="dubbel")
    deactivate(information_dossier(by=lotte), by=lotte, reason=double)
    closed = information_dossier(by=lotte)
    answer(closed, by=lotte)
    deactivate(complete(advance(closed, by=lotte), by=lotte), by=lotte, reason=double)
    waiting = [receive_message(subject=f"Vraag {number}").queue_item for number in range(4)]
    operations.pick(waiting[0], by=lotte)
    operations.finish(waiting[1], by=lotte)

    client = client_of(user_with(role))
    figures = client.get(reverse("admin:index")).context["figures"]
    assert len(figures) >= 8
    assert any(figure.value for figure in figures)
    for figure in figures:
        page = client.get(figure.url)
        assert page.status_code == 200, figure.label
        assert counted(page) == figure.value, str(figure.label)
