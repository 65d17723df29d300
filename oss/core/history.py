"""Writing under which operation something changed, and reading back what was taken away by mistake."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from oss.core.keys import key_of
from oss.core.refusal import Refused

_running: ContextVar[str] = ContextVar("operation that runs", default="")


@contextmanager
def recorded(by: Model | None, operation: str) -> Iterator[None]:
    """What changes inside is written down in the history under this operation, or under the one around it.

    `by` is the member of staff, or None where the shop itself does it.
    """
    if _running.get():
        yield
        return
    who = {"user": by.pk} if by is not None else {}
    token = _running.set(operation)
    try:
        with pghistory.context(operation=operation, **who):
            yield
    finally:
        _running.reset(token)


def removed_part(text: str) -> tuple[str, int] | None:
    """What a page was told to be just removed: "work-12" → ("work", 12)."""
    name, _dash, number = text.rpartition("-")
    key = key_of(number)
    return (name, key) if name and key is not None else None


def way_back(request: HttpRequest, name: str, restore_url: Callable[[int], str]) -> dict[str, str] | None:
    """What `core/undo.html` reads on the page that follows the removal of a `name`; otherwise None."""
    removed = removed_part(request.GET.get("removed", ""))
    return {"url": restore_url(removed[1])} if removed and removed[0] == name else None


def events_of(model: type[Model]) -> Any:
    """The history of a tracked model."""
    return model.events.rel.related_model.objects  # type: ignore[attr-defined]


def removal_of(model: type[Model], pk: int) -> Any:
    """The event that keeps the deleted row. Refused where it stands there, or never did."""
    last = events_of(model).filter(pgh_obj_id=pk).order_by("-pgh_id").first()
    if last is None or last.pgh_label != "delete":
        raise Refused(_("There is nothing to put back."))
    return last


def as_it_was(removal: Any) -> Any:
    """The deleted row, not saved, with defaults where the history keeps nothing."""
    model = removal.pgh_tracked_model
    own = {field.attname for field in model._meta.concrete_fields if not field.generated}
    kept = own & {field.attname for field in removal._meta.concrete_fields}
    return model(**{name: getattr(removal, name) for name in kept})


def save_again(row: Model) -> None:
    """Refused where it does not fit any more."""
    try:
        row.full_clean()
    except ValidationError as error:  # it was added again meanwhile, or what it hangs on is gone
        raise Refused(" ".join(error.messages)) from error
    row.save(force_insert=True)
