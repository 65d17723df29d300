"""Every page marks the line of the left menu that it belongs to."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from dossiers.factories import information_dossier
from dossiers.lists import DOSSIERS
from oss.lists.saved.operations import save_view
from oss.lists.state import ListState
from oss.staff.models import User
from oss.staff.roles import Role
from tests.mails import receive_message

_LINE = re.compile(r'<a class="side-link[^>]*href="([^"]*)"\s+aria-current="page"')


def lines_of(client: Client, url: str, **data: object) -> list[str]:
    """What is marked on the page that the form leads to."""
    return _LINE.findall(client.post(url, data, follow=True).content.decode())


@pytest.mark.django_db
def test_each_page_marks_the_line_it_belongs_to(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    lotte = user_with(Role.DESK)
    client = client_of(lotte)
    dossier = information_dossier(by=lotte)
    item = receive_message(subject="Vraag").queue_item
    state = ListState.read(DOSSIERS, lotte, client.get("/dossiers/").wsgi_request.GET)
    view = save_view(state, by=lotte, name="Van mij")
    information = reverse("dossiers_of_type", args=["information"])
    new = reverse("dossier_new")
    ways = {
        "/": "/",
        "/queues/": "/queues/",
        "/queue-items/": "/queues/",
        "/dossiers/": "/dossiers/",
        information: information,
        reverse("dossier", args=[dossier.number]): information,
        reverse("dossier_task", args=[dossier.number]): information,
        new: "/dossiers/",
        f"{new}?item={item.pk}": "/queues/",
        f"{new}?on={dossier.journey.number}": "/journeys/",
        reverse("dossier_link", args=[item.pk]): "/queues/",
        reverse("list_view", args=[view.pk]): "/dossiers/",
        reverse("list_filter", args=["queue_items"]): "/queues/",
        reverse("person_new"): "/people/",
        reverse("buildings"): "/addresses/",
    }
    shown = {url: client.get(url, follow=True) for url in ways}
    assert {url: answer.status_code for url, answer in shown.items()} == dict.fromkeys(ways, 200)
    lines = {url: _LINE.findall(answer.content.decode()) for url, answer in shown.items()}
    assert lines == {url: [line] for url, line in ways.items()}
    bulk = reverse("list_bulk", args=["dossiers_information"])
    assert lines_of(client, bulk, verb="assign", row=dossier.pk) == [information]
    export = reverse("list_export", args=["dossiers_information"])
    assert lines_of(client, export, row=dossier.pk) == [information]


@pytest.mark.django_db
def test_what_stands_under_ones_name_is_marked_there(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    client = client_of(user_with(Role.DESK))
    for url in ("/jobs/", "/profile/"):
        page = client.get(url).content.decode()
        assert re.search(rf'<a class="menu-item" href="{url}" aria-current="page">', page)


@pytest.mark.django_db
def test_a_dossier_opened_from_a_mail_leads_back_to_its_queue(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    item = receive_message(subject="Vraag").queue_item
    page = client_of(user_with(Role.DESK)).get(f"{reverse('dossier_new')}?item={item.pk}")
    assert page.context["breadcrumbs"][0] == (item.queue.name, item.url_for("all"))
