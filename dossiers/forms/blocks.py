"""A block of a tab: the days of what was done do not lie ahead."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError

from oss.core.partial_dates import not_in_the_future_nor_long_ago
from oss.core.seen_form import SeenForm


class BlockForm(SeenForm):
    """`done`: the days on which something was done."""

    done: ClassVar[tuple[str, ...]] = ()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in self.done:
            try:
                not_in_the_future_nor_long_ago(**{name: data.get(name)})
            except ValidationError as error:
                self.add_error(None, error)
        return data
