"""The forms of address and building pages; the operations save them."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from oss.addresses.models import (
    Address,
    AsbestosCertificate,
    Building,
    DoneWork,
    Dwelling,
    EnergyCertificate,
    EnergyReading,
    Municipality,
    Street,
)
from oss.core.forms import DayInput, Form, LookupWidget
from oss.core.seen_form import SeenForm


class DwellingForm(SeenForm):
    class Meta:
        model = Dwelling
        fields: ClassVar[list[str]] = [
            *("type", "position", "detachment", "storeys", "construction_year", "heritage", "deed_on")
        ]
        widgets: ClassVar[dict[str, Any]] = {"deed_on": DayInput()}


class BuildingForm(SeenForm):
    class Meta:
        model = Building
        fields: ClassVar[list[str]] = [
            *("name", "typology", "is_several", "detachment", "storeys", "construction_year", "heritage"),
            *("dwelling_units", "shops", "offices", "cellars", "parking_spaces", "garages"),
        ]


class EnergyCertificateForm(SeenForm):
    class Meta:
        model = EnergyCertificate
        fields: ClassVar[list[str]] = [
            *("kind", "basis", "is_common_parts", "issued_on", "score", "e_level", "valid_until", "number"),
            "source",
        ]
        widgets: ClassVar[dict[str, Any]] = {"issued_on": DayInput(), "valid_until": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.building_id is None:
            del self.fields["is_common_parts"]


class EnergyReadingForm(SeenForm):
    class Meta:
        model = EnergyReading
        fields: ClassVar[list[str]] = [
            *("known_on", "source", "floor_area", "heating", "consumption", "consumption_unit")
        ]


class AsbestosCertificateForm(SeenForm):
    class Meta:
        model = AsbestosCertificate
        fields: ClassVar[list[str]] = ["issued_on", "result", "valid_until", "number", "source"]
        widgets: ClassVar[dict[str, Any]] = {"issued_on": DayInput(), "valid_until": DayInput()}


class DoneWorkForm(SeenForm):
    class Meta:
        model = DoneWork
        fields: ClassVar[list[str]] = ["kind", "done_on", "description", "source"]


class JoinForm(Form):
    """Another building for an address."""

    building = forms.ModelChoiceField(
        Building.objects.with_label(), label=_("Building"), widget=LookupWidget("building_lookup")
    )


class AddAddressForm(Form):
    """One more address for a building."""

    address = forms.ModelChoiceField(
        Address.objects.with_label(), label=_("Address"), widget=LookupWidget("address_lookup")
    )


class DoorsField(forms.ModelMultipleChoiceField):
    """Addresses of one building: street, number and box say enough."""

    def label_from_instance(self, obj: Address) -> str:
        return obj.short_label


class SplitForm(Form):
    """Which of a building's addresses make a building of their own."""

    addresses = DoorsField(Address.objects.none(), label=_("Addresses"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, building: Building, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.building = building
        addresses = self.fields["addresses"]
        if isinstance(addresses, forms.ModelMultipleChoiceField):
            addresses.queryset = building.addresses.with_label().in_order()

    def clean_addresses(self) -> list[Address]:
        chosen = list(self.cleaned_data["addresses"])
        if len(chosen) == self.building.addresses.count():
            raise forms.ValidationError(_("Leave at least one address with this building."))
        return chosen


class UnverifiedAddressForm(Form):
    """An address that the register does not have, or not yet."""

    street = forms.ModelChoiceField(
        Street.objects.none(), required=False, label=_("Street"), widget=LookupWidget("street_lookup")
    )
    street_name = forms.CharField(
        label=_("New street"),
        max_length=80,
        required=False,
        help_text=_("Only when the street is not in the register either."),
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.all(), required=False, label=_("Municipality of the new street")
    )
    house_number = forms.CharField(label=_("House number"), max_length=11)
    box_number = forms.CharField(label=_("Box"), max_length=35, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=4)
    reason = forms.CharField(
        label=_("Why it is not in the register"),
        max_length=200,
        help_text=_("For example: new building, the municipality has not given a number yet."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        street = self.fields["street"]
        if isinstance(street, forms.ModelChoiceField):
            street.queryset = Street.objects.select_related("municipality")
