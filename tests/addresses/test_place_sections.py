"""Pages of addresses and buildings show what higher packages offer them, and know none of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from oss.addresses.factories import AddressFactory, BuildingFactory
from oss.addresses.panels import PlaceSection, Section
from oss.core.components import EmptyState, ListTable, TableCell, TableColumn, TableRow
from oss.core.registry import offered
from oss.staff.models import User
from oss.staff.roles import Role


def test_what_a_higher_package_has_at_a_place_stands_between_its_findings(
    user_with: Callable[..., User], client_of: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Works come so."""

    def section(place: Any, _user: User) -> Section:
        rows = (TableRow((TableCell(f"bij {place}"),)),)
        table = ListTable("Getuigen", (TableColumn("Wat"),), rows, EmptyState("tools", ""))
        return Section("witness", "Getuigen", table, "Getuige toevoegen", "")

    double = PlaceSection("witness", 1, section, lambda pk: f"/w/{pk}/", lambda pk: f"/w/{pk}/restore/")
    monkeypatch.setitem(offered(PlaceSection), "witness", double)
    building = BuildingFactory.create()
    address = AddressFactory.create(building=building, street=building.street)
    client = client_of(user_with(Role.COACH))
    for place, url in ((address, "/addresses/"), (building, "/addresses/buildings/")):
        page = client.get(f"{url}{place.pk}/?removed=witness-7").content.decode()
        assert f"bij {place}" in page
        assert "/w/7/restore/" in page
        assert page.index("EPC&#x27;s") < page.index("Getuigen") < page.index("Energiegegevens")
