"""What else can be done with an item, besides the verbs: higher packages offer it from `offers.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from oss.core.navigation import Text
from oss.core.registry import Offer
from oss.queues.models import QueueItem


@dataclass(frozen=True)
class ItemAction(Offer):
    """A link beside the verbs, with its single key, for who may open the page with that URL name."""

    label: Text
    icon: str
    key: str
    given: Callable[[QueueItem], dict[str, Any]]  # `args` or `query`, as for `reverse`

    def url(self, item: QueueItem) -> str:
        return reverse(self.name, **self.given(item))
