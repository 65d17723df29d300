"""The demo's own extract of the register: real streets of Mechelen, invented numbers and ids."""

from django.conf import settings

from oss.addresses.importer import import_addresses
from oss.addresses.models import Address

EXTRACT = settings.BASE_DIR / "fixtures" / "demo" / "addresses_mechelen.csv"


def load_addresses() -> None:
    if not Address.objects.exists():
        import_addresses(EXTRACT, by=None)
