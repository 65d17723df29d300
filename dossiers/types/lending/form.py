"""The forms of the blocks of a request or loan; which fields stand in them follows from what is asked."""

from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from dossiers.forms.blocks import BlockForm
from dossiers.forms.parts import among
from dossiers.models import Stakeholder
from dossiers.stakeholders import stakeholders_of
from dossiers.types.lending.limits import rule_of
from dossiers.types.lending.model import LendingDetail, Outcome
from dossiers.types.lending.stock import StockKind
from dossiers.types.lending.thermal import FACADES, ThermalScan
from dossiers.works.permits import PERMIT_DAYS
from oss.contacts.forms.lookups import organisation_lookup
from oss.core.forms import DayInput
from oss.core.money import AmountField
from oss.core.seen_form import SeenForm
from oss.documents.models import Document, DocumentClass

_AGREED = ("rules_version", "rules_agreed_on", "rules_agreed_how")


class PieceRequestForm(BlockForm):
    """Who agrees without a version agrees with the rules of today."""

    done = ("asked_on", "rules_agreed_on")

    class Meta:
        model = LendingDetail
        fields: ClassVar[list[str]] = ["asked_on", "quantity", *_AGREED]
        widgets: ClassVar[dict[str, Any]] = {"asked_on": DayInput(), "rules_agreed_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = rule_of(self.instance.dossier)
        self.rules_now = rule.rules_version if rule else ""
        if self.rules_now:
            told = _("Empty: version %(version)s, as soon as the client agrees.")
            self.fields["rules_version"].help_text = told % {"version": self.rules_now}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("rules_agreed_on") and not data.get("rules_version") and self.rules_now:
            data["rules_version"] = self.rules_now
        return data

    def changes(self) -> dict[str, Any]:
        found = super().changes()
        if (version := self.cleaned_data.get("rules_version")) != self.initial.get("rules_version"):
            found["rules_version"] = version
        return found


class GreenRequestForm(PieceRequestForm):
    """Of what changes the ground or the façade."""

    class Meta(PieceRequestForm.Meta):
        fields: ClassVar[list[str]] = [
            *("asked_on", "quantity", "area", "ground", "owner_agrees"),
            *_AGREED,
        ]
        field_classes: ClassVar[dict[str, Any]] = {"area": AmountField}


class FiledHere(forms.Widget):
    """A file that is asked: whether it is there, and the way to where it is added. Nothing is typed."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        words = _("among the files") if value else _("Add it to the files")
        told = {"id": (attrs or {}).get("id", f"id_{name}"), "url": self.url, "words": words}
        return format_html('<a class="filed-here" id="{id}" href="{url}">{words}</a>', **told)


class PermitRequestForm(GreenRequestForm):
    """Of what changes the street side, which a photo and a sketch show."""

    street_photo = forms.CharField(label=_("Photo of the street side"), required=False, disabled=True)
    street_sketch = forms.CharField(label=_("Sketch or plan"), required=False, disabled=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dossier = self.instance.dossier
        filed = dossier.case_file.filed_documents.filter(document__kind__code__in=("photo", "plan"))
        there = set(filed.values_list("document__kind__code", flat=True))
        url = reverse("dossier", args=[dossier.number], query={"tab": "files"})
        for name, kind in (("street_photo", "photo"), ("street_sketch", "plan")):
            self.fields[name].widget = FiledHere(url)
            self.fields[name].show_hidden_initial = False
            self.initial[name] = "filed" if kind in there else ""


class GroupForm(BlockForm):
    """Who asks together."""

    class Meta:
        model = LendingDetail
        fields: ClassVar[list[str]] = ["group_name", "group_lead", "households"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [one.pk for one in stakeholders_of(self.instance.dossier)]
        among(self.fields["group_lead"], Stakeholder.objects.for_list().filter(pk__in=keys))


class HandlingForm(BlockForm):
    """Of a piece; the other kinds can have another outcome, and more days."""

    done = (
        *("more_asked_on", "more_received_on", "sent_on", "granted_on", "ready_on", "done_on"),
        "handled_on",
    )
    outcomes: ClassVar[tuple[Outcome, ...]] = (
        *(Outcome.RETURNED, Outcome.LENT, Outcome.REFUSED, Outcome.WITHDRAWN),
    )

    class Meta:
        model = LendingDetail
        fields: ClassVar[list[str]] = [
            *("is_complete", "more_asked_on", "more_received_on", "sent_to", "sent_on"),
            *("granted_on", "pickup_on", "ready_on", "over_because"),
            *("outcome", "handled_on", "refused_because"),
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "sent_to": organisation_lookup(),
            **{
                name: DayInput()
                for name in (
                    *("more_asked_on", "more_received_on", "sent_on"),
                    *("planned_on", "done_on", "handled_on", "granted_on", "pickup_on", "ready_on"),
                )
            },
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields.get("outcome")
        if field is not None:
            known = {*self.outcomes, self.instance.outcome}
            field.choices = [(value, label) for value, label in field.choices if not value or value in known]


class GivingForm(HandlingForm):
    """Of a consumable."""

    outcomes = (Outcome.GRANTED, Outcome.REFUSED, Outcome.WITHDRAWN)

    class Meta(HandlingForm.Meta):
        fields: ClassVar[list[str]] = [
            *("is_complete", "more_asked_on", "more_received_on", "sent_to", "sent_on"),
            *("granted_on", "stock", "pickup_on", "ready_on", "over_because"),
            *("outcome", "handled_on", "refused_because"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "stock" in self.fields:
            fitting = StockKind.objects.active().for_requests_of(self.instance.dossier.subtype_id)
            among(self.fields["stock"], fitting | StockKind.objects.filter(pk=self.instance.stock_id))


class VisitingForm(GivingForm):
    """Of a service on the spot, a permit or an adoption."""

    class Meta(HandlingForm.Meta):
        fields: ClassVar[list[str]] = [
            *("is_complete", "more_asked_on", "more_received_on", "sent_to", "sent_on"),
            *("granted_on", "planned_on", "done_on", "outcome", "handled_on", "refused_because"),
        ]


class PublicGroundForm(BlockForm):
    """What the city is asked where the work is on the public domain."""

    done = PERMIT_DAYS

    class Meta:
        model = LendingDetail
        fields: ClassVar[list[str]] = [
            *("permit", "permit_asked_on", "permit_number", "permit_granted_on", "permit_refused_on"),
            "permit_refused_because",
        ]
        widgets: ClassVar[dict[str, Any]] = {name: DayInput() for name in PERMIT_DAYS}


class ThermalScanForm(SeenForm):
    """The images are chosen among those on the dossier that all may see."""

    class Meta:
        model = ThermalScan
        fields: ClassVar[list[str]] = [part for name in FACADES for part in (name, f"{name}_image")]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        filed = Document.objects.filter(
            filings__case_file=self.instance.dossier.case_file_id,
            content_type__startswith="image/",
            document_class=DocumentClass.NORMAL,
        )
        for name in FACADES:
            chosen = getattr(self.instance, f"{name}_image_id")
            there = filed | Document.objects.filter(pk=chosen) if chosen else filed
            among(self.fields[f"{name}_image"], there.distinct().order_by("name", "pk"))

    def clean(self) -> dict[str, Any]:
        """Told at the façade of which it is."""
        data = super().clean() or {}
        for name in FACADES:
            if data.get(f"{name}_image") and not data.get(name):
                self.add_error(name, _("Say of each image whether the façade is cold or warm."))
        return data


class LendingResultsForm(BlockForm):
    """The figures for the report."""

    class Meta:
        model = LendingDetail
        fields: ClassVar[list[str]] = ["depaved", "greened", "bags", "items"]
        field_classes: ClassVar[dict[str, Any]] = {"depaved": AmountField, "greened": AmountField}
