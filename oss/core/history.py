"""Reading back from the history what somebody took away by mistake."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from oss.core.keys import key_of
from oss.core.refusal import Refused

M = TypeVar("M", bound=Model)


def removed_part(text: str) -> tuple[str, int] | None:
    """What a page was told to be just removed: "work-12" → ("work", 12)."""
    name, _dash, number = text.rpartition("-")
    key = key_of(number)
    return (name, key) if name and key is not None else None


def as_it_was(model: type[M], pk: int) -> M:
    """The deleted row, not saved, with defaults where the history keeps nothing. Refused if not deleted."""
    history = model.events.rel.related_model.objects  # type: ignore[attr-defined]
    last = history.filter(pgh_obj_id=pk).order_by("-pgh_id").first()
    if last is None or last.pgh_label != "delete":
        raise Refused(_("There is nothing to put back."))
    own = {field.attname for field in model._meta.concrete_fields if not field.generated}
    kept = own & {field.attname for field in last._meta.concrete_fields}
    return model(**{name: getattr(last, name) for name in kept})


def save_again(row: Model) -> None:
    """Refused where it does not fit any more."""
    try:
        row.full_clean()
    except ValidationError as error:  # it was added again meanwhile, or what it hangs on is gone
        raise Refused(" ".join(error.messages)) from error
    row.save(force_insert=True)
