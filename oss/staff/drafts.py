"""What is typed is kept before it is saved: a draft per drawn form, for its user alone.

The page (`static/core/js/drafts.js`) saves a second after the last key and on leaving; the tag `{% draft %}`
gives back what is there; saving the form forgets it (`oss.staff.middleware.saved_drafts`).
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from oss.core.account_number import has_account_number
from oss.core.national_number import national_numbers
from oss.core.refusal import Refused
from oss.staff.models import Draft, DraftQuerySet, User

LARGEST = 32 * 1024
KEPT = timedelta(days=30)
MOST_PER_FORM = 5
MOST = 200
"""Of one user, on all forms together; the oldest go first."""
LONGEST_OF = 120
NEVER = ("password", "iban", "national_number", "csrf")
"""A field whose name has one of these words is never kept."""

_NOT_STORED = re.compile("[\x00\ud800-\udfff]")

Values = dict[str, list[str]]
One = TypeVar("One")


@dataclass(frozen=True)
class Typed:
    """What a page sends; ValueError for anything of another shape."""

    form: str
    of: str
    page: UUID
    number: int
    fields: Values
    seen: Values
    options: dict[str, list[dict[str, str]]]
    replaces: list[UUID]

    @classmethod
    def read(cls, body: bytes) -> Self:
        try:
            data = json.loads(body)
            return cls(
                form=_name(data["form"], 80),
                of=_name(data["of"], 120),
                page=UUID(data["page"]),
                number=_number(data["number"]),
                fields=_each(data["fields"], _text),
                seen=_each(data["seen"], _text),
                options=_each(data["options"], _option),
                replaces=[UUID(one) for one in data["replaces"]],
            )
        except (AttributeError, KeyError, TypeError, RecursionError) as error:
            raise ValueError("not a draft") from error


def _text(value: Any) -> str:
    """Without the signs that PostgreSQL does not take: a browser sends half an emoji too."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    return _NOT_STORED.sub("", value)


def _name(value: Any, most: int) -> str:
    if not 0 < len(name := _text(value)) <= most:
        raise ValueError("not a name")
    return name


def _number(value: Any) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError("not a number of savings")
    return min(value, 2**31 - 1)


def _option(value: Mapping[str, Any]) -> dict[str, str]:
    """What a lookup shows of a choice; its key may be a number."""
    shown = {name: value.get(name) for name in ("value", "label", "detail", "icon")}
    if isinstance(shown["value"], int):
        shown["value"] = str(shown["value"])
    return {name: _text(one or "") for name, one in shown.items()}


def _each(value: Mapping[str, Any], read: Callable[[Any], One]) -> dict[str, list[One]]:
    if not all(isinstance(one, list) for one in value.values()):
        raise ValueError("not lists of values")
    return {_text(name): [read(one) for one in values] for name, values in value.items()}


@transaction.atomic
def keep_draft(typed: Typed, *, by: User) -> tuple[Draft | None, list[str]]:
    """The draft, and the names of the fields that are never kept; no draft where nothing is left.

    A page that was saved later already is not overwritten by what comes in late.
    """
    left_out = sorted(name for name in typed.fields if _is_private(name, typed))
    fields = {name: values for name, values in typed.fields.items() if name not in left_out}
    forget_drafts(typed.replaces, by=by)
    own = Draft.objects.visible_to(by).filter(page=typed.page)
    if not fields:
        own.filter(number__lt=typed.number).delete()
        return None, left_out
    values = {
        "form": typed.form,
        "of": typed.of,
        "number": typed.number,
        "fields": fields,
        "seen": {name: values for name, values in typed.seen.items() if name in fields},
        "options": {name: options for name, options in typed.options.items() if name in fields},
        "saved_at": timezone.now(),
    }
    draft, is_new = Draft.objects.select_for_update().get_or_create(user=by, page=typed.page, defaults=values)
    if not is_new and draft.number < typed.number:
        own.update(**values)
        draft.refresh_from_db()
    if is_new:
        _forget_beyond(MOST_PER_FORM, Draft.objects.visible_to(by).of_form(typed.form, typed.of))
        _forget_beyond(MOST, Draft.objects.visible_to(by))
    return draft, left_out


def _forget_beyond(most: int, drafts: DraftQuerySet) -> None:
    Draft.objects.filter(pk__in=list(drafts.values_list("pk", flat=True)[most:])).delete()


def forget_drafts(pages: Iterable[UUID], *, by: User) -> None:
    """The form was saved, or its draft thrown away."""
    if wanted := list(pages):
        Draft.objects.visible_to(by).filter(page__in=wanted).delete()


def clear_old_drafts() -> int:
    """How many were too old."""
    return Draft.objects.older_than(timezone.now() - KEPT).delete()[0]


def check_size(length: int) -> None:
    if length > LARGEST:
        raise Refused(_("This is too long to keep as a draft: save it."))


def record_of(told: object) -> str:
    """What a draft is of, as it is kept beside it."""
    return str(told).replace(" ", "-")[:LONGEST_OF] or "-"


def drafts_for(user: User, form: str, of: str) -> list[dict[str, Any]]:
    """As the page puts them back, the newest first."""
    return [
        {
            "page": str(draft.page),
            "number": draft.number,
            "saved": saved_label(draft),
            "fields": draft.fields,
            "seen": draft.seen,
            "options": draft.options,
        }
        for draft in Draft.objects.visible_to(user).of_form(form, of)
    ]


def saved_label(draft: Draft) -> str:
    """ "14:03" of today, "27/11/2026 14:03" of another day."""
    saved = timezone.localtime(draft.saved_at)
    clock = saved.strftime("%H:%M")
    return clock if saved.date() == timezone.localdate() else f"{date_format(saved, 'd/m/Y')} {clock}"


def _is_private(name: str, typed: Typed) -> bool:
    if any(word in name.lower() for word in NEVER):
        return True
    texts = [name, *typed.fields[name], *typed.seen.get(name, [])]
    texts += [one for option in typed.options.get(name, []) for one in option.values()]
    return any(national_numbers(text) or has_account_number(text) for text in texts)
