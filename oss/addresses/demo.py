"""The demo's own extract of the register: real streets of Mechelen, invented numbers, ids and places.

The boundaries of its sectors are invented too: rectangles, so that every address lies in one.
"""

from django.conf import settings

from oss.addresses.geography import import_sectors
from oss.addresses.importer import import_addresses
from oss.addresses.models import Address, StatisticalSector

EXTRACT = settings.BASE_DIR / "fixtures" / "demo" / "addresses_mechelen.csv"
BOUNDARIES = settings.BASE_DIR / "fixtures" / "demo" / "sectors_mechelen.geojson"


def load_addresses() -> None:
    if not Address.objects.exists():
        import_addresses(EXTRACT, by=None)


def load_sectors() -> None:
    if not StatisticalSector.objects.drawn().exists():
        import_sectors(BOUNDARIES)
