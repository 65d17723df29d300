"""The forms of a work: what it is, how it is executed, and one for each verb."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.forms.parts import offered
from dossiers.models import Dossier, Reason, ReasonKind
from dossiers.works.models import Decider, Inspection, Invoice, Work, WorkRole
from dossiers.works.photos import PhotoMoment
from oss.addresses.models import Address, Measure, MeasureKind
from oss.contacts.forms.lookups import organisation_lookup
from oss.core.components import Text
from oss.core.forms import DayInput, FilesField, Form, LookupWidget, ModelForm
from oss.core.money import AmountField
from oss.core.partial_dates import PartialDate, PartialDateFormField
from oss.core.seen_form import SeenForm


class WhereForm(Form):
    """Asked first, where nothing says it."""

    address = forms.ModelChoiceField(
        Address.objects.none(), label=_("Address"), widget=LookupWidget("address_lookup")
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"].queryset = Address.objects.visible_to(user)  # type: ignore[attr-defined]


class MeasureField(forms.ModelChoiceField):
    """Each with its unit, works before studies; one that is out of use stays where it stands."""

    def __init__(self, queryset: Any = None, **kwargs: Any) -> None:
        every = Measure.objects.exclude(kind=MeasureKind.CRAFT)
        super().__init__(every.order_by("-kind", "position", "name"), **kwargs)

    def label_from_instance(self, obj: Measure) -> str:
        unit = obj.get_unit_display()
        return f"{obj} ({unit})" if unit else str(obj)


Groups = tuple[tuple[Text, tuple[str, ...]], ...]


class GroupedForm(SeenForm):
    """Its fields are drawn in groups: a heading, and the names of what stands under it."""

    grouped: ClassVar[Groups] = ()

    @property
    def groups(self) -> list[tuple[Text, list[forms.BoundField]]]:
        groups = [
            (heading, [self[one] for one in names if one in self.fields]) for heading, names in self.grouped
        ]
        return [(heading, fields) for heading, fields in groups if fields]


class WorkForm(GroupedForm):
    """What the work is. An apartment or a building asks whose part it is."""

    grouped: ClassVar[Groups] = (
        (
            _("Kind of work"),
            ("measure", "description", "side", "parent", "quantity", "performance", "source"),
        ),
        (_("Estimate, including VAT"), ("estimate_from", "estimate_until")),
        (_("Study office"), ("by_study_office", "term", "study_office")),
    )

    class Meta:
        model = Work
        fields: ClassVar[list[str]] = [
            *("measure", "description", "side", "parent", "quantity", "performance", "estimate_from"),
            *("estimate_until", "by_study_office", "term", "study_office", "source"),
        ]
        field_classes: ClassVar[dict[str, Any]] = {
            "measure": MeasureField,
            **dict.fromkeys(("quantity", "estimate_from", "estimate_until"), AmountField),
        }
        widgets: ClassVar[dict[str, Any]] = {"study_office": organisation_lookup()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered(self.fields["measure"], self.instance.measure_id)
        address = self.instance.address
        if address is not None and address.building_id is None and not address.box_number:
            del self.fields["side"]
        else:
            self.fields["side"].required = True
        self._offer_parents()

    def _offer_parents(self) -> None:
        """Of a unit: the works on the building around it."""
        if "parent" not in self.fields:
            return
        building = self.instance.address.building_id if self.instance.address else None
        parents = (
            Work.objects.filter(building=building).select_related("measure")
            if building
            else Work.objects.none()
        )
        if parents.exists():
            self.fields["parent"].queryset = parents  # type: ignore[attr-defined]
        else:
            del self.fields["parent"]


class PastWorkForm(WorkForm):
    """A work that was done before, or outside any dossier."""

    grouped: ClassVar[Groups] = (
        (_("Kind of work"), ("measure", "description", "side", "quantity", "performance")),
        (_("Execution"), ("ended_on", "contractor", "source")),
    )

    class Meta(WorkForm.Meta):
        fields: ClassVar[list[str]] = [
            *(
                "measure",
                "ended_on",
                "description",
                "side",
                "quantity",
                "performance",
                "contractor",
                "source",
            ),
        ]
        widgets: ClassVar[dict[str, Any]] = {"contractor": organisation_lookup()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "side" in self.fields:
            self.fields["side"].required = False


class ExecutionForm(GroupedForm):
    grouped: ClassVar[Groups] = (
        (
            _("Execution"),
            (
                *("planned_start", "planned_end", "started_on", "ended_on", "executor", "contractor"),
                *("financing", "performance", "attest_on", "extra_work", "defects"),
            ),
        ),
        (_("Permit"), ("permit", "permit_asked_on", "permit_granted_on", "permit_refused_on")),
    )

    class Meta:
        model = Work
        fields: ClassVar[list[str]] = [
            *("executor", "contractor", "financing", "permit", "permit_asked_on", "permit_granted_on"),
            *("permit_refused_on", "planned_start", "planned_end", "started_on", "ended_on"),
            *("performance", "attest_on", "extra_work", "defects"),
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "contractor": organisation_lookup(),
            "extra_work": forms.Textarea(attrs={"rows": 2}),
            "defects": forms.Textarea(attrs={"rows": 2}),
            **dict.fromkeys(
                (
                    *("permit_asked_on", "permit_granted_on", "permit_refused_on"),
                    *("planned_start", "planned_end", "attest_on"),
                ),
                DayInput(),
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.started_on is None and not self.instance.is_executed:
            del self.fields["started_on"]
        if not self.instance.is_executed:
            del self.fields["ended_on"]


class DecideForm(Form):
    goes_on = forms.TypedChoiceField(
        label=_("Investment decided"),
        choices=(("yes", _("yes, it goes on")), ("no", _("no, it does not go on"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    decided_on = forms.DateField(label=_("Decided on"), widget=DayInput(), initial=timezone.localdate)
    decider = forms.ChoiceField(label=_("Decided by"), choices=Decider.choices)
    reason = forms.ModelChoiceField(Reason.objects.none(), label=_("Why it does not go on"), required=False)
    amount = AmountField(
        label=_("Amount including VAT"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = Reason.objects.active().filter(  # type: ignore[attr-defined]
            kind=ReasonKind.DECLINE
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("goes_on") is False and not data.get("reason"):
            self.add_error("reason", _("Choose why it does not go on."))
        if data.get("goes_on"):
            data["reason"] = None
        return data


class WithdrawForm(Form):
    reason = forms.CharField(label=_("Why the decision is withdrawn"), max_length=200)
    seen = forms.CharField(required=False, empty_value=None, widget=forms.HiddenInput)


def _today() -> PartialDate:
    return PartialDate.of(timezone.localdate())


class WorkStartForm(Form):
    started_on = PartialDateFormField(label=_("Started on"), initial=_today)


class WorkFinishForm(Form):
    ended_on = PartialDateFormField(label=_("Finished on"), initial=_today)


class InspectionForm(ModelForm):
    """Of today, unless another day is told."""

    class Meta:
        model = Inspection
        fields: ClassVar[list[str]] = ["done_on", "phase", "outcome", "note", "follow_up_on"]
        widgets: ClassVar[dict[str, Any]] = {
            "done_on": DayInput(),
            "follow_up_on": DayInput(),
            "note": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("done_on", timezone.localdate())


class InvoiceForm(ModelForm):
    class Meta:
        model = Invoice
        fields: ClassVar[list[str]] = ["number", "dated_on", "amount_excl", "amount_incl"]
        field_classes: ClassVar[dict[str, Any]] = dict.fromkeys(("amount_excl", "amount_incl"), AmountField)
        widgets: ClassVar[dict[str, Any]] = {"dated_on": DayInput()}


class OnDossierForm(Form):
    dossier = forms.ModelChoiceField(
        Dossier.objects.none(), label=_("Dossier"), widget=LookupWidget("dossier_lookup")
    )
    role = forms.ChoiceField(label=_("What the dossier has to do with it"), choices=WorkRole.choices)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dossier"].queryset = Dossier.objects.visible_to(user).active()  # type: ignore[attr-defined]


class PhotosForm(Form):
    photos = FilesField(
        label=_("Photos (25 MB each at most)"), error_messages={"required": _("Choose at least one photo.")}
    )
    moment = forms.ChoiceField(label=_("Taken"), choices=PhotoMoment.choices, widget=forms.RadioSelect)
