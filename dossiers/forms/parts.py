"""The parts that every dossier has, and what the forms of all parts share."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.flows.parts import Part
from dossiers.flows.profiles import openable_subtypes
from dossiers.models import Dossier, Stakeholder, Subtype
from dossiers.stakeholders import stakeholders_of
from oss.addresses.models import Address
from oss.core.forms import Chips, DayInput, LookupWidget
from oss.core.seen_form import SeenForm
from oss.staff.models import User


def offered(field: forms.Field, chosen: Any) -> None:
    """The active values of a list, and the one that stands there although it was deactivated since."""
    if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
        keys = chosen if isinstance(chosen, list) else [chosen]
        field.queryset = field.queryset.filter(is_active=True) | field.queryset.model.objects.filter(
            pk__in=[key for key in keys if key]
        )


def among(field: forms.Field, rows: Any) -> None:
    """Only these rows may be chosen."""
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows


class BasisForm(SeenForm):
    """What kind of question it is."""

    class Meta:
        model = Dossier
        fields: ClassVar[list[str]] = [
            *("subtype", "source", "project", "acquaintance", "scope", "opened_on"),
            *("is_anonymous", "postcode", "additional_projects"),
        ]
        widgets: ClassVar[dict[str, Any]] = {"additional_projects": Chips, "opened_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_its_type = openable_subtypes().of_type(self.instance.type)
        among(self.fields["subtype"], of_its_type | Subtype.objects.filter(pk=self.instance.subtype_id))
        for name in ("source", "acquaintance", "project"):
            offered(self.fields[name], getattr(self.instance, f"{name}_id"))
        if not self.instance.flow.may_be_anonymous:
            del self.fields["is_anonymous"], self.fields["postcode"]


class AssignmentForm(SeenForm):
    class Meta:
        model = Dossier
        fields: ClassVar[list[str]] = ["assignee"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = User.objects.filter(pk=self.instance.assignee_id)
        among(self.fields["assignee"], User.objects.assignable() | chosen)


class ContactForm(SeenForm):
    class Meta:
        model = Dossier
        fields: ClassVar[list[str]] = ["main_contact", "site_address"]
        widgets: ClassVar[dict[str, Any]] = {"site_address": LookupWidget("address_lookup")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stakeholders = stakeholders_of(self.instance)
        keys = [one.pk for one in self.stakeholders]
        among(self.fields["main_contact"], Stakeholder.objects.for_list().filter(pk__in=keys))
        among(self.fields["site_address"], Address.objects.with_label())


class WagonField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Dossier) -> str:
        return f"{obj.number} · {obj.subtype or obj.get_type_display()}"


class WaitingForm(SeenForm):
    """For which other wagon of its train the dossier waits; without another one there is nothing to ask."""

    class Meta:
        model = Dossier
        fields: ClassVar[list[str]] = ["waits_for"]
        field_classes: ClassVar[dict[str, Any]] = {"waits_for": WagonField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(self.instance.train) == 1:
            del self.fields["waits_for"]
            return
        others = Dossier.objects.filter(journey=self.instance.journey_id).exclude(pk=self.instance.pk)
        others = others.select_related("subtype")
        among(self.fields["waits_for"], others.open() | others.filter(pk=self.instance.waits_for_id))


BASIS = Part("basis", BasisForm, "request", called=_("Dossier info"))
CONTACT = Part("contact", ContactForm, "contact", called=_("Main contact and site"))
WAITING = Part("waiting", WaitingForm, "journey", called=_("Waits for"))
ASSIGNMENT = Part("assignment", AssignmentForm, "info", called=_("Assignee"))
COMMON = (BASIS, CONTACT, WAITING, ASSIGNMENT)
