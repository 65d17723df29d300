"""What else can be done with an item, besides the verbs: higher packages register it from `offers.py`."""

from collections.abc import Callable
from dataclasses import dataclass

from oss.core.navigation import Text
from oss.core.registry import Registry
from oss.queues.models import QueueItem


@dataclass(frozen=True)
class ItemAction:
    """A link beside the verbs, with its single key; shown to who holds the permission."""

    label: Text
    icon: str
    key: str
    url: Callable[[QueueItem], str]
    permission: str = ""


item_actions: Registry[ItemAction] = Registry("action on a queue item")
