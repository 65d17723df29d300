"""What is done on a project design: its studies, its works, and the means that pay them.

An amount of the means is told to nobody but who may see it: no event repeats one.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.holding import MAY_CHANGE, NO_ACCESS, lock_to_change
from dossiers.models import Dossier
from dossiers.types.design.asking import asked_by_works
from dossiers.types.design.model import DesignDetail, FinancingLine, PlannedWork, Study
from dossiers.works.models import Work, WorkRole
from dossiers.works.operations import put_on_dossier
from oss.core.changes import require_known, write_changes
from oss.core.conflicts import check_seen
from oss.core.history import as_it_was, removal_of, save_again
from oss.core.partial_dates import not_in_the_future_nor_long_ago
from oss.core.refusal import Refused
from oss.core.seen_state import check_state
from oss.documents.models import Document
from oss.staff.models import User
from oss.staff.rights import hold_if_there, hold_part, operation
from oss.timeline.operations import record

MAY_ADD_MEANS = "dossiers.add_financingline"
MAY_CHANGE_MEANS = "dossiers.change_financingline"
NO_MEANS = gettext_lazy("Your role may not note what pays the works.")
STUDY_FIELDS = frozenset(
    {
        *("measure", "office", "asked_on", "received_on", "amount", "amount_source", "amount_on"),
        *("document", "conclusion"),
    }
)
MEANS_FIELDS = frozenset({"kind", "what", "amount", "source", "known_on", "wagon"})


@operation(MAY_CHANGE, refused=NO_ACCESS)
def add_study(dossier: Dossier, *, by: User, **told: Any) -> Study:
    """One that the works wait for; that none is needed is said no longer. TypeError for what is no field."""
    require_known(told, STUDY_FIELDS, "add_study")
    locked = lock_to_change(dossier, by)
    design = _design(locked)
    study = Study(design=design, **told)
    _save_study(study, locked)
    if design.no_studies:
        design.no_studies = False
        design.save(update_fields=["no_studies"])
    _tell(locked, "study_added", by, study=str(study))
    if study.received_on is not None:
        _tell(locked, "study_received", by, study=str(study))
    return study


@operation(MAY_CHANGE, refused=NO_ACCESS)
def change_study(study: Study, *, by: User, seen: Mapping[str, Any] | None = None, **changes: Any) -> Study:
    """Sets the given fields. TypeError for what is no field; Conflict where one no longer holds what was
    `seen`; ValidationError as the constraints say."""
    require_known(changes, STUDY_FIELDS, "change_study")
    locked = lock_to_change(study.design.dossier, by)
    held = hold_part(Study.objects, study, by=by)
    check_seen(held, changes, seen)
    was_received = held.received_on is not None
    write_changes(held, changes)
    _save_study(held, locked)
    if held.received_on is not None and not was_received:
        _tell(locked, "study_received", by, study=str(held))
    return held


@operation(MAY_CHANGE, refused=NO_ACCESS)
def remove_study(study: Study, *, by: User, seen: str | None = None) -> None:
    """For what was noted by mistake; its history stays. Refused where it is not as it was `seen`."""
    locked = lock_to_change(study.design.dossier, by)
    held = hold_if_there(Study.objects, study, by=by)
    if held is not None:
        check_state(held, seen=seen)
        told = str(study)
        held.delete()
        _tell(locked, "study_removed", by, study=told)


@operation(MAY_CHANGE, refused=NO_ACCESS)
def restore_study(dossier: Dossier, pk: int, *, by: User) -> Study:
    """Puts back on the dossier what was taken away last. Refused where it is there or was never of it."""
    locked = lock_to_change(dossier, by)
    study: Study = _as_it_was(Study, pk, locked)
    _tell(locked, "study_added", by, study=str(study))
    return study


@operation(MAY_CHANGE, refused=NO_ACCESS)
def put_works_on(dossier: Dossier, works: Iterable[Work], *, by: User) -> list[Work]:
    """Works of the site that are designed here from now on. Refused without one."""
    locked = lock_to_change(dossier, by)
    # in one order for everybody: two who put several on never wait in a ring
    chosen = sorted(works, key=lambda one: one.pk)
    if not chosen:
        raise Refused(_("Tick at least one work."))
    for work in chosen:
        put_on_dossier(work, locked, by=by, role=WorkRole.DESIGNED)
    return chosen


@operation(MAY_CHANGE, refused=NO_ACCESS)
def note_amounts(dossier: Dossier, *, by: User) -> list[PlannedWork]:
    """Takes over in the plan what each work that goes on asks now, by its chosen quote or its invoices."""
    locked = lock_to_change(dossier, by)
    design = _design(locked)
    noted = _note(design, asked_by_works(locked))
    _tell(locked, "plan_amounts_noted", by)
    return noted


@operation(MAY_ADD_MEANS, refused=NO_MEANS)
def add_means(dossier: Dossier, *, by: User, **told: Any) -> FinancingLine:
    """One of the means of the plan; the works that have no amount in it yet get the one they ask now.

    TypeError for what is no field; ValidationError: no amount, no source, a dossier of another train.
    """
    require_known(told, MEANS_FIELDS, "add_means")
    locked = lock_to_change(dossier, by)
    design = _design(locked)
    line = FinancingLine(design=design, **told)
    _save_means(line, locked)
    there = set(design.planned.values_list("work", flat=True))
    asked = asked_by_works(locked)
    _note(design, {work: amount for work, amount in asked.items() if work not in there})
    _tell(locked, "plan_changed", by)
    return line


@operation(MAY_CHANGE_MEANS, refused=NO_MEANS)
def change_means(
    line: FinancingLine, *, by: User, seen: Mapping[str, Any] | None = None, **changes: Any
) -> FinancingLine:
    """As `change_study`."""
    require_known(changes, MEANS_FIELDS, "change_means")
    locked = lock_to_change(line.design.dossier, by)
    held = hold_part(FinancingLine.objects, line, by=by)
    check_seen(held, changes, seen)
    write_changes(held, changes)
    _save_means(held, locked)
    _tell(locked, "plan_changed", by)
    return held


@operation(MAY_CHANGE_MEANS, refused=NO_MEANS)
def remove_means(line: FinancingLine, *, by: User, seen: str | None = None) -> None:
    """As `remove_study`."""
    locked = lock_to_change(line.design.dossier, by)
    held = hold_if_there(FinancingLine.objects, line, by=by)
    if held is not None:
        check_state(held, seen=seen)
        held.delete()
        _tell(locked, "plan_changed", by)


@operation(MAY_CHANGE_MEANS, refused=NO_MEANS)
def restore_means(dossier: Dossier, pk: int, *, by: User) -> FinancingLine:
    """As `restore_study`."""
    locked = lock_to_change(dossier, by)
    line: FinancingLine = _as_it_was(FinancingLine, pk, locked)
    _tell(locked, "plan_changed", by)
    return line


def _design(dossier: Dossier) -> DesignDetail:
    design = DesignDetail.objects.filter(pk=dossier.pk).first()
    if design is None:
        raise Refused(_("Dossier %(number)s is no project design.") % {"number": dossier})
    return design


def _save_study(study: Study, dossier: Dossier) -> None:
    not_in_the_future_nor_long_ago(
        asked_on=study.asked_on, received_on=study.received_on, amount_on=study.amount_on
    )
    if study.document is not None and not _is_filed(study.document, dossier):
        raise ValidationError({"document": _("Choose a file of this dossier.")})
    study.full_clean()
    study.save()


def _is_filed(document: Document, dossier: Dossier) -> bool:
    return dossier.case_file.filed_documents.filter(document=document).exists()


def _save_means(line: FinancingLine, dossier: Dossier) -> None:
    not_in_the_future_nor_long_ago(known_on=line.known_on)
    if line.wagon is not None and line.wagon.journey_id != dossier.journey_id:
        raise ValidationError({"wagon": _("Choose a dossier of the same journey.")})
    line.full_clean()
    line.save()


def _note(design: DesignDetail, amounts: Mapping[int, Decimal | None]) -> list[PlannedWork]:
    return [
        PlannedWork.objects.update_or_create(
            design=design, work_id=work, defaults={"amount": amount, "noted_on": timezone.localdate()}
        )[0]
        for work, amount in amounts.items()
        if amount is not None
    ]


def _as_it_was(model: Any, pk: int, dossier: Dossier) -> Any:
    row = as_it_was(removal_of(model, pk))
    if row.design_id != dossier.pk:
        raise Refused(_("There is nothing to put back."))
    save_again(row)
    return row


def _tell(dossier: Dossier, kind: str, by: User, **data: str) -> None:
    record(dossier.case_file, kind, by=by, dossier=dossier.number, **data)
