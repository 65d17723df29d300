"""The forms of the blocks of an execution, of one element of street furniture, and of a complaint."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.forms.blocks import BlockForm
from dossiers.forms.parts import offered
from dossiers.models import Dossier
from dossiers.types.execution.model import Complaint, ExecutionDetail, StreetFurniture
from dossiers.types.execution.operations import STREET_DAYS
from dossiers.works.forms import InspectionForm
from dossiers.works.models import Work
from oss.core.forms import Chips, DayInput
from oss.core.seen_form import SeenForm
from oss.staff.models import User


def _days(*names: str) -> dict[str, DayInput]:
    return {name: DayInput() for name in names}


class AccompanyingForm(BlockForm):
    class Meta:
        model = ExecutionDetail
        fields: ClassVar[list[str]] = ["contact_point", "wished_start"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = User.objects.filter(pk=self.instance.contact_point_id)
        self.fields["contact_point"].queryset = User.objects.assignable() | chosen  # type: ignore[attr-defined]


class PermitForm(BlockForm):
    done = (
        *("permit_made_on", "permit_asked_on", "permit_complete_on", "permit_granted_on"),
        *("permit_refused_on", "permit_posted_on"),
    )

    class Meta:
        model = ExecutionDetail
        fields: ClassVar[list[str]] = [
            *("permit", "permit_made_on", "permit_asked_on", "permit_number", "permit_complete_on"),
            *("permit_granted_on", "permit_refused_on", "permit_refused_because", "permit_posted_on"),
            *("permit_expires_on", "permit_parts"),
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "permit_parts": Chips,
            **_days(
                *("permit_made_on", "permit_asked_on", "permit_complete_on", "permit_granted_on"),
                *("permit_refused_on", "permit_posted_on", "permit_expires_on"),
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.instance.permit_parts.all() if self.instance.pk else ()
        offered(self.fields["permit_parts"], [one.pk for one in chosen])


class FacadeForm(BlockForm):
    class Meta:
        model = ExecutionDetail
        fields: ClassVar[list[str]] = [
            *("facade_thickness", "facade_beyond_line", "facade_heritage", "facade_against_rules"),
        ]


class PlanningForm(BlockForm):
    done = ("contractor_told_on", "neighbours_told_on", "coordinator_named_on", "insurance_seen_on")

    class Meta:
        model = ExecutionDetail
        fields: ClassVar[list[str]] = [
            *("planned_start", "contractor_told_on", "neighbours_told_on", "coordinator_named_on"),
            *("insurance_seen_on", "works_order"),
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "works_order": forms.Textarea(attrs={"rows": 2}),
            **_days(
                *("planned_start", "contractor_told_on", "neighbours_told_on", "coordinator_named_on"),
                "insurance_seen_on",
            ),
        }


class SpaceForm(BlockForm):
    done = ("space_asked_on", "space_granted_on")

    class Meta:
        model = ExecutionDetail
        fields: ClassVar[list[str]] = [
            *("space_needed", "space_user", "space_kind", "space_closes_street", "space_from"),
            *("space_until", "space_asked_on", "space_granted_on"),
        ]
        widgets: ClassVar[dict[str, Any]] = _days(
            "space_from", "space_until", "space_asked_on", "space_granted_on"
        )


class AftercareForm(BlockForm):
    """The three that are asked."""

    done = ("accepted_on", "grant_asked_on")

    class Meta:
        model = ExecutionDetail
        fields: ClassVar[list[str]] = [
            *("accepted_on", "acceptance_remarks", "grant_asked", "grant_which", "grant_asked_on"),
            *("next_step_discussed", "next_step"),
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "acceptance_remarks": forms.Textarea(attrs={"rows": 2}),
            **_days("accepted_on", "grant_asked_on"),
        }


class FurtherForm(BlockForm):
    """What may be noted after the works, and nobody asks."""

    done = ("testimony_agreed_on",)

    class Meta:
        model = ExecutionDetail
        fields: ClassVar[list[str]] = ["sensitised", "ambassador", "testimony_agreed_on"]
        widgets: ClassVar[dict[str, Any]] = _days("testimony_agreed_on")


class StreetForm(SeenForm):
    """Of one element; each stands on the page with ids of its own."""

    class Meta:
        model = StreetFurniture
        fields: ClassVar[list[str]] = ["needed", "authority", *STREET_DAYS]
        widgets: ClassVar[dict[str, Any]] = _days(*STREET_DAYS)


class ComplaintForm(SeenForm):
    class Meta:
        model = Complaint
        fields: ClassVar[list[str]] = [
            *("reported_on", "reported_by", "about", "work", "what", "requested_repair", "answer"),
            *("solved_on", "outcome"),
        ]
        widgets: ClassVar[dict[str, Any]] = {
            **_days("reported_on", "solved_on"),
            **{name: forms.Textarea(attrs={"rows": 2}) for name in ("what", "requested_repair", "answer")},
        }

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["reported_on"].initial = timezone.localdate
        # one that was taken off the dossier since stays what the complaint is about
        told = Work.objects.filter(pk=self.instance.work_id).select_related("measure")
        self.fields["work"].queryset = (_works_of(dossier) | told).order_by("pk")  # type: ignore[attr-defined]


class InspectedForm(InspectionForm):
    """Of one of the works that have begun."""

    work = forms.ModelChoiceField(Work.objects.none(), label=_("Work"))
    field_order = ("work",)

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        begun = _works_of(dossier).exclude(started_on=None, is_executed=False)
        self.fields["work"].queryset = begun  # type: ignore[attr-defined]
        self.fields["done_on"].initial = timezone.localdate


def _works_of(dossier: Dossier) -> Any:
    return Work.objects.on_dossier(dossier).select_related("measure").order_by("pk")
