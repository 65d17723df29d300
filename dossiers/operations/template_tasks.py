"""The tasks that a dossier gets by itself, when it is opened and when it enters a stage."""

from datetime import timedelta

from django.utils import timezone

from dossiers.models import Dossier, MadeTask, TaskTemplate
from oss.staff.models import User
from oss.staff.rights import operation
from oss.timeline.models import ActivityKind
from oss.timeline.operations import add_activity


@operation()
def make_tasks(dossier: Dossier, *, by: User, after_stage: str = "") -> None:
    """Those of its subtype after this stage, or after its opening; each once in the life of the dossier."""
    templates = TaskTemplate.objects.active().filter(subtype=dossier.subtype_id, after_stage=after_stage)
    today = timezone.localdate()
    for template in templates.exclude(made_tasks__dossier=dossier):
        MadeTask.objects.create(dossier=dossier, template=template)
        add_activity(
            dossier.case_file,
            by=by,
            kind=ActivityKind.TASK,
            title=template.name,
            assignee=dossier.assignee,
            due_on=None if template.days is None else today + timedelta(days=template.days),
        )
