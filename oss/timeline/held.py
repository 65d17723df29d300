"""What case files hold about people."""

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet

from oss.core.held import Forgotten, hold_about
from oss.core.registry import offered
from oss.timeline.models import Activity, CaseFile, Event, FiledDocument
from oss.timeline.owners import CaseFilesAbout

WHO = "the client of the case file"


def case_files_of(person: Any) -> QuerySet[CaseFile]:
    about = [one.person(person) for one in offered(CaseFilesAbout).values()]
    return CaseFile.objects.filter(reduce(or_, about, Q(pk=None)))


def _on_case_files(model: type[Model]) -> Callable[[Any], QuerySet[Any]]:
    return lambda person: model._default_manager.filter(case_file__in=case_files_of(person))


ON_CASE_FILES: tuple[tuple[type[Model], str, str], ...] = (
    (Event, "to show who did what", "at"),
    (FiledDocument, "to keep what belongs to a case", "filed_at"),
)
hold_about(
    Activity,
    "the client of the case file, and of whom something was asked",
    "to know what was said, is to be done and was asked",
    "created_at",
    Forgotten.DELETE,
    lambda person: Activity.objects.filter(Q(case_file__in=case_files_of(person)) | Q(asked_person=person)),
)
for model, why, since in ON_CASE_FILES:
    hold_about(model, WHO, why, since, Forgotten.DELETE, _on_case_files(model))
