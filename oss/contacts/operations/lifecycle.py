"""Out of use, in use again, and gone: deactivating, reactivating and deleting a person or organisation.

`seen` as in `oss.core.seen_state`.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from oss.contacts.models import Organisation, Person, Tombstone
from oss.contacts.recording import right_on
from oss.core.refusal import Refused
from oss.core.seen_state import check_state
from oss.staff.models import User
from oss.staff.rights import hold, operation

Record = Person | Organisation


@operation(right_on("change"))
def deactivate(record: Record, *, by: User, reason: str, seen: str | None = None) -> Record:
    """No lookup proposes it any more; what it is involved in stays. Refused without a reason."""
    if not reason.strip():
        raise Refused(_("Say why, so that a colleague understands it later."))
    current: Any = hold(type(record).objects, record, by=by)
    if not current.is_active:
        raise Refused(_("“%(name)s” is deactivated already.") % {"name": current})
    check_state(current, seen=seen)
    current.is_active, current.inactive_reason = False, reason.strip()
    current.save(update_fields=["is_active", "inactive_reason", "updated_at"])
    return current


@operation(right_on("change"))
def reactivate(record: Record, *, by: User, seen: str | None = None) -> Record:
    current: Any = hold(type(record).objects, record, by=by)
    if current.is_active:
        raise Refused(_("“%(name)s” is active already.") % {"name": current})
    if current.merged_into is not None:
        raise Refused(
            _("“%(name)s” was merged into “%(into)s”: undo that merge instead.")
            % {"name": current, "into": current.merged_into}
        )
    check_state(current, seen=seen)
    current.is_active, current.inactive_reason = True, ""
    current.save(update_fields=["is_active", "inactive_reason", "updated_at"])
    return current


@operation(right_on("delete"))
def delete(record: Record, *, by: User, typed_name: str, seen: str | None = None) -> Tombstone:
    """Removes the record with its history; a tombstone without content says that it was there.

    Refused while anything refers to it, saying what, and when the typed name is not that of the record.
    """
    current: Any = hold(type(record).objects, record, by=by)
    check_state(current, seen=seen)
    if " ".join(typed_name.split()).casefold() != " ".join(current.name.split()).casefold():
        raise Refused(_("Type the name exactly as it stands here: %(name)s.") % {"name": current.name})
    key = current.pk
    kept = _kept_of(type(record), [key])
    try:
        with transaction.atomic():
            current.delete()
    except ProtectedError as error:
        raise Refused(_in_use(current, error.protected_objects)) from error
    except RestrictedError as error:
        raise Refused(_in_use(current, error.restricted_objects)) from error
    _erase_history(kept)
    return Tombstone.objects.create(kind=str(record._meta.model_name), record=key, deleted_by=by)


def _in_use(record: Record, users: Iterable[models.Model]) -> str:
    counts = Counter(str(one._meta.verbose_name_plural) for one in users)
    what = ", ".join(f"{kind} ({count})" for kind, count in sorted(counts.items()))
    return _("“%(name)s” cannot be deleted, it is still used in: %(what)s. Deactivate it instead.") % {
        "name": record,
        "what": what,
    }


Kept = list[tuple[type[models.Model], dict[str, list[int]]]]


def _kept_of(model: type[models.Model], keys: list[int]) -> Kept:
    """Where the history holds these rows and all that is deleted along with them."""
    kept: Kept = [(model, {"pgh_obj_id__in": keys})]
    for relation in model._meta.related_objects:
        part, name = relation.related_model, relation.field.name
        # CASCADE: what the database deletes along with the record
        if relation.on_delete is not models.CASCADE or not isinstance(part, type):
            continue
        parts = list(part._default_manager.filter(**{f"{name}__in": keys}).values_list("pk", flat=True))
        kept.append((part, {f"{name}_id__in": keys}))
        kept += _kept_of(part, parts) if parts else []
    return kept


def _erase_history(kept: Kept) -> None:
    """Append-only is lifted for exactly that."""
    for tracked, condition in kept:
        if event := _event_model(tracked):
            with pgtrigger.ignore(f"{event._meta.label}:append_only"):
                event._default_manager.filter(**condition).delete()


def _event_model(tracked: type[models.Model]) -> type[models.Model] | None:
    names = {one.__name__: one for one in apps.get_app_config(tracked._meta.app_label).get_models()}
    return names.get(f"{tracked.__name__}Event")
