"""The manual is reachable from `?` on every page, in Dutch, and its links lead somewhere."""

import re
from collections.abc import Callable, Iterable

import pytest
from django.test import Client

from oss.core import manual
from oss.core.manual import ManualPage
from oss.staff.models import User
from oss.staff.roles import Role


@pytest.mark.django_db
def test_every_page_of_the_manual_opens(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    client = client_of(user_with(Role.DESK))
    for page in manual.pages():
        response = client.get(page.url)
        assert response.status_code == 200
        assert page.title in response.content.decode()


def broken_links(pages: Iterable[ManualPage]) -> list[str]:
    """Links and pictures in the shop itself that lead nowhere; other sites are not asked."""
    by_url = {page.url: page for page in pages}
    found = []
    for url, page in by_url.items():
        for link in re.findall(r'(?:href|src)="([^"]*)"', page.html):
            place, _, heading = link.partition("#")
            if place.startswith(("https://", "mailto:")):
                continue
            target = by_url.get(place or url)
            if target is None or (heading and f'id="{heading}"' not in target.html):
                found.append(f"{page.slug} → {link}")
    return found


def test_links_between_pages_of_the_manual_lead_to_a_page() -> None:
    assert any('href="/help/' in page.html for page in manual.pages())
    assert broken_links(manual.pages()) == []


@pytest.mark.parametrize(
    "link", ["/help/bestaat-niet/", "20-beheer.md", "/help/b/#bestaat-niet", "#bestaat-niet", "images/b.png"]
)
def test_a_planted_broken_link_is_noticed(link: str) -> None:
    good = "[b](/help/b/), [rollen](/help/b/#rollen), [boven](#a) en [elders](https://www.mechelen.be/)"
    pages = [ManualPage("a", "A", f"# A\n\n{good}, [mis]({link})"), ManualPage("b", "B", "# B\n\n## Rollen")]
    assert broken_links(pages) == [f"a → {link}"]


@pytest.mark.django_db
def test_an_unknown_page_is_not_found(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    assert client_of(user_with(Role.DESK)).get("/help/bestaat-niet/").status_code == 404
