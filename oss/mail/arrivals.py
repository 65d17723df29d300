"""Who wants to know that a mail came in: called in the transaction that stores it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from oss.core.registry import Registry

if TYPE_CHECKING:
    from oss.mail.models import Delivery

arrivals: Registry[Callable[["Delivery"], None]] = Registry("arrival handler")
"""Each gets a new delivery with `message` and `mailbox` loaded. One that raises undoes the delivery; the raw
bytes stay, and the sweep tries again."""
