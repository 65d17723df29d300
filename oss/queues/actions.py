"""What else can be done with an item, besides the verbs: higher packages register it from `offers.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from oss.core.navigation import Text
from oss.core.registry import Registry
from oss.queues.models import QueueItem


@dataclass(frozen=True)
class ItemAction:
    """A link beside the verbs, with its single key; shown to who may open the page."""

    label: Text
    icon: str
    key: str
    url_name: str
    given: Callable[[QueueItem], dict[str, Any]]  # `args` or `query`, as for `reverse`

    def url(self, item: QueueItem) -> str:
        return reverse(self.url_name, **self.given(item))


item_actions: Registry[ItemAction] = Registry("action on a queue item")
