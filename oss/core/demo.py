"""Demo data: one believable loket, put in place once by `manage.py load_demo`."""

from collections.abc import Callable
from dataclasses import dataclass

from oss.core.registry import Registry


@dataclass(frozen=True)
class DemoLoader:
    """`load` fills its part unless it is there already."""

    name: str
    order: int
    load: Callable[[], None]


demo_loaders: Registry[DemoLoader] = Registry("demo loader")
