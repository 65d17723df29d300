"""Tasks that come by themselves: with a dossier, or when it enters a stage. The administrator keeps them."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dossiers.flows.table import FLOWS, STAGE_LABELS
from dossiers.models.dossier import Dossier
from dossiers.models.lists import Subtype
from oss.core.named_values import NamedValue

LATER_STAGES = tuple(dict.fromkeys(name for flow in FLOWS.values() for name in flow.names[1:]))
"""Of all flows; the first stage of each begins with the opening."""


class TaskTemplate(NamedValue):
    """A task of every dossier of the subtype, due some days after its opening or after a stage of it."""

    subtype = models.ForeignKey(
        Subtype, models.PROTECT, related_name="task_templates", verbose_name=_("subtype")
    )
    after_stage = models.CharField(_("made at the beginning of"), max_length=20, blank=True)
    days = models.PositiveSmallIntegerField(
        _("days"), null=True, blank=True, help_text=_("Until the task is due; empty: without a term.")
    )

    class Meta(NamedValue.Meta):
        verbose_name = _("task that comes by itself")
        verbose_name_plural = _("tasks that come by themselves")
        ordering = ["subtype__type", "subtype__position", "position", "name"]
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["subtype", "after_stage", "name"], name="task_template_once"),
            models.CheckConstraint(
                condition=Q(after_stage__in=["", *LATER_STAGES]), name="task_template_stage_is_known"
            ),
        )

    @property
    def after(self) -> str | Promise:
        """The stage that makes it, in words."""
        return STAGE_LABELS.get((self.subtype.type, self.after_stage), _("Opening of the dossier"))


class MadeTask(models.Model):
    """That a dossier had this task already: entered again, a stage makes no second one."""

    # CASCADE: it is part of its dossier.
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="made_tasks")
    template = models.ForeignKey(TaskTemplate, models.PROTECT, related_name="made_tasks")
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("task that came by itself")
        verbose_name_plural = _("tasks that came by themselves")
        constraints = (models.UniqueConstraint(fields=["dossier", "template"], name="task_of_template_once"),)

    def __str__(self) -> str:
        return f"{self.dossier_id} · {self.template_id}"
