"""Demo data: one believable loket, put in place once by `manage.py load_demo`."""

from dataclasses import dataclass

from django.utils.module_loading import import_string

from oss.core.registry import Registry


@dataclass(frozen=True)
class DemoLoader:
    """`place`: the dotted path of what fills its part, unless it is there already; only a demo imports it."""

    name: str
    order: int
    place: str

    def load(self) -> None:
        import_string(self.place)()


demo_loaders: Registry[DemoLoader] = Registry("demo loader")
