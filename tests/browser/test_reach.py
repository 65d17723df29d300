"""What can be pressed lies on top at its place: no link, foot or band covers it."""

from collections.abc import Callable

from playwright.sync_api import Page

from dossiers.factories import information_dossier
from oss.addresses.models import Address
from oss.staff.models import User
from oss.staff.roles import Role
from tests.browser.conftest import TABLET
from tests.browser.contacts_scenery import known_contacts
from tests.browser.pointer import covered
from tests.browser.scenery import apartment_building


def test_lists_tabs_and_forms_on_a_tablet(
    transactional_db: None, log_in: Callable[[User], User], open_page: Callable[[str], Page], page: Page
) -> None:
    page.set_viewport_size(TABLET)
    keys = known_contacts() | apartment_building()
    lotte = log_in(User.objects.with_role(Role.DESK).get())
    home = Address.objects.get(pk=keys["address"])
    information_dossier(by=lotte, address=home)
    for path in (
        "/",
        "/tasks/",
        "/queues/general/",
        "/dossiers/new/?item={item}",
        "/dossiers/{dossier}/?tab=info",
        "/dossiers/{dossier}/?tab=timeline",
        "/people/{person}/",
        "/addresses/buildings/{building}/",
    ):
        assert covered(open_page(path.format_map(keys))) == [], path
    open_page("/people/")
    assert covered(page) == []
    page.evaluate("document.querySelector('td.tick').style.pointerEvents = 'none'")
    assert "data-bulk-row" in covered(page)[0]  # it would be seen
