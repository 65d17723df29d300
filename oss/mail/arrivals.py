"""Who wants to know that a mail came in: called in the transaction that stores it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from oss.core.registry import Offer

if TYPE_CHECKING:
    from oss.mail.models import Delivery


@dataclass(frozen=True)
class ArrivalHandler(Offer):
    """`handle` gets a new delivery with `message` and `mailbox` loaded. One that raises undoes the delivery;
    the raw bytes stay, and the sweep tries again."""

    handle: Callable[["Delivery"], None]
