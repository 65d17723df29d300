"""Demo data: one believable loket, put in place once by `manage.py load_demo`."""

from dataclasses import dataclass

from django.utils.module_loading import import_string

from oss.core.registry import Offer


@dataclass(frozen=True)
class DemoLoader(Offer):
    """`place`: the dotted path of what fills its part, unless it is there already; only a demo imports it."""

    order: int
    place: str

    def load(self) -> None:
        import_string(self.place)()
