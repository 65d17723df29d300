"""What can be done to many rows of a list at once. The package that owns the rows declares it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from oss.core.forms import Form
from oss.core.navigation import Text
from oss.staff.models import User


@dataclass(frozen=True)
class Change:
    """What a verb did to one row, as JSON for its undo: the values before and after."""

    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


class VerbForm(Form):
    """The parameters of a verb; bound a second time, from what the job keeps, when the work is done."""

    def __init__(self, data: Any = None, *, user: User, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.user = user


Apply = Callable[..., Change]
"""`apply(pk, by=user, **form.cleaned_data)` does it to the row with this key, which it locks itself, in the
transaction around it. Raises Refused or ValidationError where the row stays as it is; the text is the reason
in the result."""


class Undo(Protocol):
    """Takes the change back. Raises Refused where somebody changed the row since."""

    def __call__(self, pk: int, *, by: User, change: Change) -> None: ...


@dataclass(frozen=True)
class ListVerb:
    """One button at the foot of a list, and the letter that presses it while rows are ticked.

    `permission` hides it from who may not, and is asked again for the job.
    """

    name: str
    label: Text
    icon: str
    permission: str
    apply: Apply
    undo: Undo | None = None
    form: Callable[..., VerbForm] = VerbForm
    key: str = ""

    @property
    def can_be_undone(self) -> bool:
        """For templates, which would call `undo` itself."""
        return self.undo is not None


def verbs_for(verbs: Iterable[ListVerb], user: User) -> list[ListVerb]:
    """Those that this user may do."""
    return [verb for verb in verbs if user.has_perm(verb.permission)]
