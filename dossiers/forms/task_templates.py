"""A task that comes by itself, in the admin: the stage that makes it is one of its subtype."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.flows.table import FLOWS, STAGE_LABELS, DossierType
from dossiers.models import TaskTemplate
from oss.core.admin_forms import AdminForm


class TaskTemplateForm(AdminForm):
    class Meta:
        model = TaskTemplate
        fields: ClassVar[list[str]] = ["name", "subtype", "after_stage", "days", "position", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("after_stage")
        if field is not None:  # who may only look is given no fields
            self.fields["after_stage"] = forms.ChoiceField(choices=_stages, required=False, label=field.label)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        subtype, stage = data.get("subtype"), data.get("after_stage")
        if subtype and stage and stage not in FLOWS[DossierType(subtype.type)].names[1:]:
            told = _("Dossiers of “%(subtype)s” have no such stage: choose one of “%(type)s”.")
            self.add_error("after_stage", told % {"subtype": subtype, "type": subtype.get_type_display()})
        return data


def _stages() -> list[tuple[str, Any]]:
    """The opening, then the later stages of all types; types share a code where they share a stage."""
    named: dict[str, list[str]] = {}
    for flow in FLOWS.values():
        for stage in flow.names[1:]:
            named.setdefault(stage, []).append(str(STAGE_LABELS[flow.type, stage]))
    in_words = [(stage, " / ".join(dict.fromkeys(labels))) for stage, labels in named.items()]
    return [("", gettext_lazy("Opening of the dossier")), *in_words]
