"""What the tab of files says is still to come, such as the attests of contractors."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from dossiers.models import Dossier
from oss.core.registry import Offer
from oss.staff.models import User


class Missing(NamedTuple):
    words: str
    url: str


class Papers(NamedTuple):
    """`label`: what they are. `missing`: those that did not come yet, each with where it is noted."""

    label: str
    asked: int
    missing: list[Missing]

    @property
    def received(self) -> int:
        return self.asked - len(self.missing)


@dataclass(frozen=True)
class PapersToCome(Offer):
    """`of`: None where the dossier asks none of them, or its user may not see what does."""

    of: Callable[[Dossier, User], Papers | None]
