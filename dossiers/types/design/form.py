"""The forms of a project design: its parts, a study, and one of the means that pay the works."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from dossiers.flows.table import DossierType
from dossiers.forms.blocks import BlockForm
from dossiers.forms.parts import WagonField, offered
from dossiers.models import CollectiveDetail, Dossier, Household
from dossiers.types.design.model import DesignDetail, FinancingLine, Study
from dossiers.types.design.target_group import TargetGroup, target_group
from dossiers.works.forms import MeasureField
from oss.addresses.models import Measure, MeasureKind
from oss.contacts.forms.lookups import organisation_lookup
from oss.core.forms import DayInput
from oss.core.money import AmountField
from oss.core.parameters import known_figures
from oss.core.seen_form import SeenForm
from oss.documents.models import Document
from oss.staff.models import User


class GuidanceForm(BlockForm):
    done = ("agreed_on",)

    class Meta:
        model = DesignDetail
        fields: ClassVar[list[str]] = ["guidance_started_on", "agreed_on"]
        widgets: ClassVar[dict[str, Any]] = dict.fromkeys(fields, DayInput())


class TargetGroupForm(SeenForm):
    """What follows from the income category stands beside it; typed is only what differs."""

    class Meta:
        model = DesignDetail
        fields: ClassVar[list[str]] = ["target_group", "target_because"]

    @cached_property
    def derived(self) -> TargetGroup:
        dossier = self.instance.dossier
        household: Household | None = getattr(dossier.journey, "household", None)
        decides_on = self.instance.guidance_started_on or dossier.opened_on
        return target_group(household, known_figures(), on=decides_on)


class StudiesForm(SeenForm):
    class Meta:
        model = DesignDetail
        fields: ClassVar[list[str]] = ["no_studies"]


class QuotesForm(SeenForm):
    class Meta:
        model = DesignDetail
        fields: ClassVar[list[str]] = ["no_quote_because"]


class GapForm(SeenForm):
    class Meta:
        model = DesignDetail
        fields: ClassVar[list[str]] = ["gap_because"]
        widgets: ClassVar[dict[str, Any]] = {"gap_because": forms.Textarea(attrs={"rows": 2})}


class MonthlyCostForm(BlockForm):
    done = ("monthly_cost_on",)

    class Meta:
        model = DesignDetail
        fields: ClassVar[list[str]] = ["monthly_cost", "monthly_cost_source", "monthly_cost_on"]
        field_classes: ClassVar[dict[str, Any]] = {"monthly_cost": AmountField}
        widgets: ClassVar[dict[str, Any]] = {"monthly_cost_on": DayInput()}


class TenderForm(SeenForm):
    class Meta:
        model = CollectiveDetail
        fields: ClassVar[list[str]] = ["tender", "tender_note"]


class StudyForm(SeenForm):
    """`dossier`: whose files may be the document. One that its user may not read stays as it is."""

    class Meta:
        model = Study
        fields: ClassVar[list[str]] = [
            *("measure", "office", "asked_on", "received_on", "amount", "amount_source", "amount_on"),
            *("document", "conclusion"),
        ]
        field_classes: ClassVar[dict[str, Any]] = {"measure": MeasureField, "amount": AmountField}
        widgets: ClassVar[dict[str, Any]] = {
            "office": organisation_lookup(),
            **dict.fromkeys(("asked_on", "received_on", "amount_on"), DayInput()),
            "conclusion": forms.Textarea(attrs={"rows": 2}),
        }
        labels: ClassVar[dict[str, Any]] = {"amount_on": _("Date of that quote or invoice")}

    def __init__(self, *args: Any, dossier: Dossier, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measure, document = self.fields["measure"], self.fields["document"]
        if isinstance(measure, forms.ModelChoiceField):
            measure.queryset = Measure.objects.filter(kind=MeasureKind.STUDY).order_by("position", "name")
            offered(measure, self.instance.measure_id)
        if isinstance(document, forms.ModelChoiceField):
            filed = dossier.case_file.filed_documents.values("document")
            readable = Document.objects.visible_to(user).filter(pk__in=filed)
            held = self.instance.document_id
            if held and not readable.filter(pk=held).exists():
                del self.fields["document"]
            else:
                document.queryset = readable.order_by("name")


class MeansForm(SeenForm):
    class Meta:
        model = FinancingLine
        fields: ClassVar[list[str]] = ["kind", "what", "amount", "source", "known_on", "wagon"]
        field_classes: ClassVar[dict[str, Any]] = {"amount": AmountField, "wagon": WagonField}
        widgets: ClassVar[dict[str, Any]] = {"known_on": DayInput()}

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial.setdefault("known_on", timezone.localdate())
        wagon = self.fields["wagon"]
        if isinstance(wagon, forms.ModelChoiceField):
            loans = Dossier.objects.filter(journey=dossier.journey_id, type=DossierType.LOAN)
            wagon.queryset = loans.select_related("subtype")
            if not loans.exists():
                del self.fields["wagon"]
