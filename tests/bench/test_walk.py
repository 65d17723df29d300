"""What the walk of `demo --check` reads of a page."""

from collections.abc import Callable

import pytest
from django.test import Client

from bench.walk.browser import NotOffered, ReadPage
from dossiers.factories import information_dossier
from oss.staff.models import User
from oss.staff.roles import Role


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_reads_a_figure_by_its_hook_in_any_language(
    language: str, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    lotte = user_with(Role.DESK)
    for _number in range(3):
        information_dossier(by=lotte)
    griet = user_with(Role.COORDINATOR, language=language)
    page = ReadPage("http://loket.example/admin/", client_of(griet).get("/admin/").content.decode())
    assert page.figure("open-dossiers") == 3
    with pytest.raises(NotOffered):
        page.figure("nothing-like-it")
