"""What other packages show on the page of a person or an organisation.

A package above offers a panel from its `offers.py`; the page asks only the panel that is open.
"""

from collections.abc import Callable
from dataclasses import dataclass

from oss.contacts.models import Organisation, Person
from oss.core.components import ListTable, Text
from oss.core.registry import Offer
from oss.staff.models import User

MOST = 50
"""Rows a panel shows, the newest first; the lists show the rest."""


@dataclass(frozen=True)
class Panel(Offer):
    """A tab of the record page. `load` gives at most `MOST` rows that the user may see; its number of
    queries does not grow with them. With `beside`, the panel also stands beside the data of the record."""

    label: Text
    order: int
    load: Callable[[Person | Organisation, User], ListTable]
    beside: bool = False
