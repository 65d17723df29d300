"""What several requirements ask of one dossier: asked once for each that was read, and kept with it."""

from collections.abc import Callable
from typing import TypeVar

from dossiers.models import Dossier

T = TypeVar("T")


def asked_once(dossier: Dossier, name: str, ask: Callable[[], T]) -> T:
    """`name` is that of the question, over all types."""
    kept = vars(dossier)
    if name not in kept:
        kept[name] = ask()
    found: T = kept[name]
    return found
