"""What is typed is kept before it is saved: a draft per drawn form, for its user alone.

The page (`static/core/js/drafts.js`) saves a second after the last key and on leaving; the tag `{% draft %}`
gives back what is there; saving the form forgets it (`oss.staff.middleware.saved_drafts`).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from oss.core.account_number import has_account_number
from oss.core.national_number import national_numbers
from oss.core.refusal import Refused
from oss.staff.models import Draft, User

LARGEST = 32 * 1024
KEPT = timedelta(days=30)
MOST_PER_FORM = 5
NEVER = ("password", "iban", "national_number", "csrf")
"""A field whose name has one of these words is never kept."""

Values = dict[str, list[str]]


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
        data = _without_nul(json.loads(body))
        try:
            return cls(
                form=_text(data["form"], 80),
                of=_text(data["of"], 120),
                page=UUID(data["page"]),
                number=min(int(data["number"]), 2**31 - 1),
                fields=_lists(data["fields"], str),
                seen=_lists(data["seen"], str),
                options=_lists(data["options"], dict),
                replaces=[UUID(one) for one in data["replaces"]],
            )
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError("not a draft") from error


def _without_nul(value: Any) -> Any:
    """Without the one sign that PostgreSQL does not take."""
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, list):
        return [_without_nul(one) for one in value]
    if isinstance(value, dict):
        return {_without_nul(name): _without_nul(one) for name, one in value.items()}
    return value


def _text(value: str, most: int) -> str:
    if not value or len(value) > most:
        raise ValueError("not a name")
    return value


def _lists(value: Mapping[str, Any], kind: type) -> dict[str, list[Any]]:
    if not all(
        isinstance(one, list) and all(isinstance(each, kind) for each in one) for one in value.values()
    ):
        raise ValueError("not lists of values")
    return dict(value)


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
        same = Draft.objects.visible_to(by).of_form(typed.form, typed.of)
        same.filter(pk__in=[one.pk for one in same[MOST_PER_FORM:]]).delete()
    return draft, left_out


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
    texts = [*typed.fields[name], *typed.seen.get(name, [])]
    texts += [str(one) for option in typed.options.get(name, []) for one in option.values()]
    return any(national_numbers(text) or has_account_number(text) for text in texts)
