"""The list of addresses, and how lists of other packages show and filter an address of theirs."""

from collections.abc import Callable

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.addresses.models import Address, AddressStatus, Building, Municipality
from oss.addresses.models.construction import Detachment, Heritage
from oss.core.components import EmptyState, TableCell
from oss.lists.declaration import Action, Column, ListDefinition, ListRow
from oss.lists.kinds import Choice, Matched, Number, Record, TextKind, YesNo
from oss.lists.links import record_link

_PARTS = ("street__name", "house_number", "box_number", "postcode", "street__municipality__name")


def address_fields(path: str = "") -> tuple[str, ...]:
    """The paths that `address_text` reads, for an address at `path`."""
    return tuple(f"{path}__{part}" if path else part for part in _PARTS)


def address_text(row: ListRow, path: str = "") -> str:
    """ "Bruul 42 bus 5B, 2800 Mechelen"; empty where there is no address."""
    street, house, box, postcode, municipality = (row[one] for one in address_fields(path))
    if street is None:
        return ""
    return f"{street} {house}{f' bus {box}' if box else ''}, {postcode} {municipality}"


def at(path: str) -> Callable[[str], Q]:
    """For `Matched`: the rows whose address at `path` is found by street, number, box or postcode."""

    def find(text: str) -> Q:
        return Q(**{f"{path}__in": Address.objects.matching(text).order_by().values("pk")})

    return find


def municipality_column(path: str, *, default: bool = False) -> Column:
    return Column(
        "municipality",
        gettext_lazy("Municipality"),
        Record(Municipality.objects.visible_to),
        path=f"{path}__municipality",
        default=default,
    )


def _street_and_number(row: ListRow) -> TableCell:
    box = f" bus {row['box_number']}" if row["box_number"] else ""
    return TableCell(f"{row['street__name']} {row['house_number']}{box}")


ADDRESSES = ListDefinition(
    name="addresses",
    label=gettext_lazy("Addresses"),
    icon="map-pin",
    model=Address,
    rows=Address.objects.visible_to,
    permission="addresses.view_address",
    url_name="addresses",
    default_sort="address",
    standard="f=status.in:in_use",
    search=lambda rows, text: rows.matching(text),
    row_link=record_link("address"),
    empty=lambda: EmptyState("map-pin", _("No address meets this filter. Widen it, or search for a street.")),
    actions=(
        Action(
            gettext_lazy("Address outside the register"),
            "plus",
            "address_new",
            primary=True,
        ),
        Action(gettext_lazy("Buildings"), "building", "buildings"),
    ),
    columns=(
        Column(
            "address",
            gettext_lazy("Address"),
            Matched(find=lambda text: Q(pk__in=Address.objects.matching(text).order_by().values("pk"))),
            path="street",
            fields=("street__name", "house_number", "box_number"),
            sort=("street__name", "house_order", "box_order"),
            cell=_street_and_number,
        ),
        Column(
            "street",
            gettext_lazy("Street"),
            TextKind(folded=True),
            path="street__search",
            default=False,
            fields=("street__name",),
            cell=lambda row: TableCell(row["street__name"]),
        ),
        Column("postcode", gettext_lazy("Postcode"), TextKind(), path="postcode"),
        municipality_column("street", default=True),
        Column("status", gettext_lazy("Status"), Choice(tuple(AddressStatus.choices)), path="status"),
        Column(
            "building",
            gettext_lazy("Building"),
            TextKind(),
            path="building__name",
            fields=("building__name", "building__house_numbers"),
            cell=lambda row: TableCell(row["building__name"] or row["building__house_numbers"] or ""),
        ),
        Column("verified", gettext_lazy("Verified"), YesNo(), path="is_verified", default=False),
        Column("box", gettext_lazy("Box"), TextKind(), path="box_number", default=False),
    ),
)

BUILDINGS = ListDefinition(
    name="buildings",
    label=gettext_lazy("Buildings"),
    icon="building",
    model=Building,
    rows=Building.objects.visible_to,
    permission="addresses.view_building",
    url_name="buildings",
    default_sort="address",
    search=lambda rows, text: rows.matching(text),
    row_link=record_link("building"),
    empty=lambda: EmptyState(
        "building", _("No building meets this filter. Widen it, or search for a street.")
    ),
    actions=(Action(gettext_lazy("Addresses"), "map-pin", "addresses"),),
    columns=(
        Column(
            "address",
            gettext_lazy("Address"),
            Matched(find=lambda text: Q(pk__in=Building.objects.matching(text).order_by().values("pk"))),
            path="street",
            fields=("street__name", "house_numbers"),
            sort=("street__name", "house_order"),
            cell=lambda row: TableCell(f"{row['street__name']} {row['house_numbers']}"),
        ),
        Column("name", gettext_lazy("Name"), TextKind(), path="name"),
        municipality_column("street", default=True),
        Column("dwelling_units", gettext_lazy("Dwelling units"), Number(), path="dwelling_units"),
        Column("year", gettext_lazy("Construction year"), Number(grouped=False), path="construction_year"),
        Column("storeys", gettext_lazy("Storeys"), Number(), path="storeys", default=False),
        Column(
            "detachment",
            gettext_lazy("Type of construction"),
            Choice(tuple(Detachment.choices)),
            path="detachment",
            default=False,
        ),
        Column(
            "heritage",
            gettext_lazy("Heritage"),
            Choice(tuple(Heritage.choices)),
            path="heritage",
            default=False,
        ),
        Column("typology", gettext_lazy("Typology"), TextKind(), path="typology", default=False, long=True),
    ),
)
