"""*Panden*: every address that a person or an organisation owns, lets or manages, for its page."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.loans.places import duties_of
from dossiers.models import Dossier, Journey, Stakeholder
from oss.addresses.duty_notices import asbestos_notice, rental_notice
from oss.addresses.finding_kinds import label_cell
from oss.addresses.models import Address, AsbestosCertificate, EnergyCertificate
from oss.addresses.notices import Notice, Tone, renovation_notice
from oss.contacts.models import Organisation, Person
from oss.contacts.panels import MOST
from oss.core.components import EmptyState, ListTable, TableCell, TableColumn, TableRow
from oss.core.parameters import Figures, known_figures
from oss.staff.models import User

C = TypeVar("C", EnergyCertificate, AsbestosCertificate)
OWNING = (
    *("owner_occupier", "owner_landlord", "co_owner", "usufructuary", "vme"),
    *("professional_syndic", "volunteer_syndic"),
)
"""Codes of the capacities in which an address is somebody's to own, let or manage."""


def properties_of(record: Person | Organisation, user: User) -> ListTable:
    """With what is known of each and which duties it has; nine queries, however many there are."""
    capacities = _capacities(record, user)
    addresses = list(
        Address.objects.visible_to(user)
        .filter(pk__in=capacities)
        .with_label()
        .select_related("dwelling", "building__street__municipality")
        .in_order()[:MOST]
    )
    keys = [address.pk for address in addresses]
    certificates = _by_address(EnergyCertificate.objects.visible_to(user).filter(address__in=keys))
    asbestos = _by_address(AsbestosCertificate.objects.visible_to(user).filter(address__in=keys))
    figures, running = known_figures(), _running(keys, user)
    promised = duties_of(keys, user, figures)
    return ListTable(
        caption=_("Properties"),
        columns=(
            TableColumn(_("Address")),
            TableColumn(_("Capacity")),
            TableColumn(_("Type")),
            TableColumn(_("Label")),
            TableColumn(_("Duties")),
            TableColumn(_("Open dossiers"), numeric=True),
        ),
        rows=tuple(
            TableRow(
                (
                    TableCell(address.label),
                    TableCell(", ".join(capacities[address.pk])),
                    TableCell(_type(address)),
                    _label(certificates[address.pk], figures),
                    TableCell(
                        " · ".join(
                            [
                                *_duties(address, certificates[address.pk], asbestos[address.pk], figures),
                                *promised[address.pk],
                            ]
                        )
                        or "–"
                    ),
                    TableCell(str(running.get(address.pk, 0))),
                ),
                reverse("address", args=[address.pk]),
            )
            for address in addresses
        ),
        empty=EmptyState(
            "home-2", _("No address is known that this contact owns, lets or manages, on any dossier.")
        ),
    )


def _capacities(record: Person | Organisation, user: User) -> dict[int, dict[str, None]]:
    """By the key of the address, each capacity once; that of the train counts for all its wagons."""
    owner = "person" if isinstance(record, Person) else "organisation"
    stakes = Stakeholder.objects.filter(
        Q(until=None), capacity__code__in=OWNING, **{owner: record}
    ).select_related("capacity")
    on_journey: dict[int, list[str]] = defaultdict(list)
    on_dossier: dict[int, list[str]] = defaultdict(list)
    for stake in stakes:
        if stake.journey_id:
            on_journey[stake.journey_id].append(str(stake.capacity))
        elif stake.dossier_id:
            on_dossier[stake.dossier_id].append(str(stake.capacity))
    found: dict[int, dict[str, None]] = defaultdict(dict)
    journeys = Journey.objects.visible_to(user).filter(pk__in=on_journey, address__isnull=False)
    for key, address in journeys.values_list("pk", "address"):
        found[address or 0].update(dict.fromkeys(on_journey[key]))
    dossiers = Dossier.objects.visible_to(user).filter(Q(pk__in=on_dossier) | Q(journey__in=on_journey))
    for key, journey, site in dossiers.values_list("pk", "journey", "site_address"):
        if site:
            found[site].update(dict.fromkeys([*on_dossier[key], *on_journey[journey]]))
    return found


def _by_address(certificates: Iterable[C]) -> dict[int, list[C]]:
    found: dict[int, list[C]] = defaultdict(list)
    for one in certificates:
        found[one.address_id or 0].append(one)
    return found


def _running(keys: list[int], user: User) -> dict[int, int]:
    rows = Dossier.objects.listed_for(user).active().exclude(stage__in=("completed", "abandoned"))
    found = rows.filter(site_address__in=keys).order_by().values("site_address").annotate(n=Count("pk"))
    return {row["site_address"]: row["n"] for row in found}


def _type(address: Address) -> str:
    dwelling = getattr(address, "dwelling", None)
    return str(dwelling.get_type_display()) if dwelling and dwelling.type else "–"


def _label(certificates: Iterable[EnergyCertificate], figures: Figures) -> TableCell:
    """That of the newest certificate which says one."""
    return label_cell(next((label for one in certificates if (label := one.label(figures))), ""))


def _duties(
    address: Address,
    certificates: list[EnergyCertificate],
    asbestos: list[AsbestosCertificate],
    figures: Figures,
) -> list[str]:
    """Those that are still to be met, each in one sentence with its day."""
    dwelling = getattr(address, "dwelling", None)
    notices = (
        renovation_notice(dwelling, around=address.building, certificates=certificates, figures=figures),
        rental_notice(dwelling, certificates=certificates, figures=figures),
        asbestos_notice(dwelling, around=address.building, certificates=asbestos, figures=figures),
    )
    return [
        f"{one.title}: {one.text}" for one in notices if isinstance(one, Notice) and one.tone is not Tone.GOOD
    ]
