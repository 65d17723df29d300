"""Reading back from the history what somebody took away by mistake."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from oss.core.refusal import Refused

M = TypeVar("M", bound=Model)
LONGEST_KEY = 19


def removed_part(text: str) -> tuple[str, int] | None:
    """What a page was told to be just removed: "work-12" → ("work", 12)."""
    name, _dash, key = text.rpartition("-")
    return (name, int(key)) if name and key.isdecimal() and len(key) < LONGEST_KEY else None


def as_it_was(model: type[M], pk: int) -> M:
    """The deleted row, not saved. Refused where it is not deleted."""
    history = model.events.rel.related_model.objects  # type: ignore[attr-defined]
    last = history.filter(pgh_obj_id=pk).order_by("-pgh_id").first()
    if last is None or last.pgh_label != "delete":
        raise Refused(_("There is nothing to put back."))
    fields = [field.attname for field in model._meta.concrete_fields if not field.generated]
    return model(**{name: getattr(last, name) for name in fields})


def save_again(row: Model) -> None:
    """Refused where it does not fit any more."""
    try:
        row.full_clean()
    except ValidationError as error:  # it was added again meanwhile, or what it hangs on is gone
        raise Refused(" ".join(error.messages)) from error
    row.save(force_insert=True)
