"""The forms of an advice: the request, the preparation, what was discussed, the report, what follows."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.forms.blocks import BlockForm
from dossiers.forms.parts import among, offered
from dossiers.models import Stakeholder
from dossiers.stakeholders import stakeholders_of
from dossiers.types.advice.model import AdviceDetail
from oss.core.forms import Chips, DayInput, HourInput
from oss.staff.models import User


def _days(*names: str) -> dict[str, Any]:
    return {name: DayInput() for name in names}


def _lines(*names: str) -> dict[str, Any]:
    return {name: forms.Textarea(attrs={"rows": 2}) for name in names}


class _AdviceForm(BlockForm):
    """Colleagues and values of lists are those of today, and who or what stands there already."""

    colleagues: ClassVar[tuple[str, ...]] = ()
    several: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.colleagues:
            chosen = User.objects.filter(pk=getattr(self.instance, f"{name}_id"))
            among(self.fields[name], User.objects.assignable() | chosen)
        for name in self.several:
            known = getattr(self.instance, name).all() if self.instance.pk else ()
            offered(self.fields[name], [one.pk for one in known])


class AdviceRequestForm(_AdviceForm):
    """Whether the request can be handled, and what is known before the visit."""

    done = ("asked_on", "consent_on")

    colleagues = ("back_office",)
    several = ("topics",)

    class Meta:
        model = AdviceDetail
        fields: ClassVar[list[str]] = [
            *("question", "asked_on", "is_complete", "missing_papers", "owner_agrees", "wished_contact"),
            *("wished_moment", "interpreter", "plan", "plan_year", "consent_text", "consent_on"),
            *("back_office", "topics"),
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "topics": Chips,
            "question": forms.Textarea(attrs={"rows": 4}),
            **_days("asked_on", "consent_on"),
        }


class PreparationForm(_AdviceForm):
    done = ("confirmed_on",)

    class Meta:
        model = AdviceDetail
        fields: ClassVar[list[str]] = [
            *("visit_on", "visit_at", "visit_minutes", "visit_way", "confirmed_on"),
            *("has_consumption", "has_plans", "has_attests"),
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "visit_at": HourInput(),
            **_days("visit_on", "confirmed_on"),
        }
        labels: ClassVar[dict[str, Any]] = {"visit_at": _("Hour")}
        error_messages: ClassVar[dict[str, Any]] = {
            "visit_at": {"invalid": _("Write the hour as 14:30.")},
        }


class DiscussedForm(_AdviceForm):
    several = ("discussed",)

    class Meta:
        model = AdviceDetail
        fields: ClassVar[list[str]] = [
            *("discussed", "shell", "installations", "damp", "ventilation", "asbestos", "comfort", "social"),
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "discussed": Chips,
            **_lines("shell", "installations", "damp", "ventilation", "asbestos", "comfort", "social"),
        }


class ReportForm(_AdviceForm):
    done = ("report_made_on", "delivered_on")

    colleagues = ("report_by", "checked_by")

    class Meta:
        model = AdviceDetail
        fields: ClassVar[list[str]] = [
            *("report_made_on", "report_by", "checked_by", "label_now", "label_after"),
            *("delivered_on", "delivered_how"),
        ]
        widgets: ClassVar[dict[str, Any]] = _days("report_made_on", "delivered_on")


class FollowUpForm(_AdviceForm):
    done = ("talked_on",)

    several = ("next_steps",)

    class Meta:
        model = AdviceDetail
        fields: ClassVar[list[str]] = ["talked_on", "talked_how", "talked_with", "next_steps"]
        widgets: ClassVar[dict[str, Any]] = {"next_steps": Chips, **_days("talked_on")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [one.pk for one in stakeholders_of(self.instance.dossier)]
        among(self.fields["talked_with"], Stakeholder.objects.for_list().filter(pk__in=keys))
