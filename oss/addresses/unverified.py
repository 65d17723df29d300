"""What the form of an address that is not in the register takes over of what was typed."""

from typing import Any

from oss.addresses import notation
from oss.addresses.models import Address, Street
from oss.addresses.readings import AddressReading, Door, WrittenNumber
from oss.staff.models import User

MOST_STREETS = 400


def read_typed(text: str, user: User) -> dict[str, Any]:
    """What the form takes over of what was typed in a lookup; a street only if it is surely meant."""
    reading = notation.read(" ".join(text.split()))
    if not (reading.words or reading.numbers):
        return {}
    known = Address.objects.order_by().filter(postcode__in=reading.postcodes)
    postcodes = list(known.values_list("postcode", flat=True).distinct())
    numbers = [number for number in reading.numbers if number.text not in postcodes]
    street, left = _surely_meant(reading, numbers, postcodes, user)
    door = next(iter(reading.doors(left)), Door(""))
    if not postcodes and street:
        of_street = Address.objects.filter(street=street).order_by().values_list("postcode", flat=True)
        postcodes = list(of_street.distinct()[:2])
    return {
        "street": street.pk if street else None,
        "house_number": door.house,
        "box_number": door.box or next(iter(reading.boxes), ""),
        "postcode": postcodes[0] if len(postcodes) == 1 else "",
    }


def _surely_meant(
    reading: AddressReading, numbers: list[WrittenNumber], postcodes: list[str], user: User
) -> tuple[Street | None, tuple[WrittenNumber, ...]]:
    """The one street whose whole name was written, and the numbers that are not part of it."""
    if not reading.names:
        return None, tuple(numbers)
    streets = Street.objects.visible_to(user).with_names(reading)
    if postcodes:
        streets = streets.filter(addresses__postcode=postcodes[0]).distinct()
    fits = [(street, reading.fit(street.search, numbers)) for street in streets[:MOST_STREETS]]
    whole = [(street, fit) for street, fit in fits if fit.is_whole]
    longest = max((fit.taken for _street, fit in whole), default=0)
    best = [(street, fit.numbers) for street, fit in whole if fit.taken == longest]
    return best[0] if len(best) == 1 else (None, tuple(numbers))
