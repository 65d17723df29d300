"""The rooms of the types: one folder for each, with all that is its own.

`model` is imported with the models, `profile` (which brings form and requirements along) with the offers,
`columns` and `bulk` where the lists are declared, `urls` with the pages, `admin` with the admin. Nothing else
imports from a room but tests and demo data.
"""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

ROOMS = (
    "information",
    "information.quality",
    "information.rent",
    "advice",
    "advice.heat_pump",
    "advice.adaptation",
    "advice.plan",
    "advice.scan",
    "advice.bill",
    "design",
    "execution",
    "lending",
    "loan",
    "grant",
)


def in_each_room(name: str) -> list[ModuleType]:
    """The modules of that name, of the rooms that have one."""
    places = (f"{__name__}.{room}.{name}" for room in ROOMS)
    return [import_module(place) for place in places if find_spec(place)]
