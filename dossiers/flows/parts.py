"""Parts: what a dossier holds, each with its form and its place on the page.

Some parts every dossier has; its profile adds those of its type and subtype. A part without
a model of its own holds fields of the dossier itself; one with a `Shared` model is held by the whole train.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.text import capfirst

from dossiers.models import Dossier
from dossiers.models.detail import Detail
from dossiers.models.shared import Shared
from oss.core.registry import Offer
from oss.core.seen_form import SeenForm


class Voice(NamedTuple):
    """The client's own words, and when they were said."""

    words: str
    said_on: date | None


@dataclass(frozen=True, eq=False)
class Part(Offer):
    """What is offered is a part of every dossier; a profile holds its own. Several may stand on one row, each
    a block of its fields; `label` is what stands above a block.

    `requires`: stage → requirements on top of those of the flow. `tab`: where its form stands.
    `summary`: the template of its section in the summary. `voice`: what of it are the client's own words.
    `called`: its name in the line of blocks above the tab, where that is neither its label nor its model's.
    `permission`: what one needs to see it, on top of the dossier. `follows`: an operation, of
    the saved row and of what its changed fields held before, which writes what must be as the row says.
    """

    form: type[SeenForm]
    tab: str
    model: type[Detail] | type[Shared] | None = None
    template: str = "dossiers/part.html"
    requires: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    summary: str = ""
    voice: Callable[[Any], Voice] | None = None
    permission: str = ""
    label: str | Promise = ""
    follows: Callable[..., None] | None = None
    called: str | Promise = ""

    @property
    def title(self) -> str:
        return str(self.label or self.called or capfirst(self.model._meta.verbose_name if self.model else ""))

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(self.form._meta.fields or ())

    def row_of(self, dossier: Dossier) -> Any:
        """Where its fields are kept; an empty row, not stored yet, where the dossier never had this part."""
        if self.model is None:
            return dossier
        held: Any = getattr(dossier.journey if self.is_shared else dossier, self.accessor, None)
        if held is None:
            own = {"journey": dossier.journey} if self.is_shared else {"dossier_type": dossier.type}
            held = self.model(**own)
            if not self.is_shared:
                held.dossier = dossier
        return held

    @property
    def is_shared(self) -> bool:
        """By all dossiers of the train."""
        return self.model is not None and issubclass(self.model, Shared)

    @property
    def accessor(self) -> str:
        """What the dossier, or its journey, calls its row."""
        key: Any = self.model._meta.pk if self.model else None
        return str(key.remote_field.get_accessor_name()) if key else ""
