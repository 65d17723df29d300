"""The forms of address and building pages; the operations save them."""

import re
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from oss.addresses.capakey import Capakey
from oss.addresses.models import (
    Address,
    AsbestosCertificate,
    Building,
    Dwelling,
    EnergyCertificate,
    EnergyReading,
    Municipality,
    Street,
)
from oss.core.forms import DayInput, Form, LookupWidget
from oss.core.partial_dates import PartialDate, PartialDateFormField
from oss.core.seen_form import SeenForm

MOST_PARCELS = 20
_BETWEEN_PARCELS = re.compile(r"[;\n]|,(?=\s{0,9}(?:afd[a-z]{0,6}\.?\s{0,9})?[0-9]{5})", re.IGNORECASE)
"""A comma within a parcel stays: "afdeling 12403, sectie D, nummer 9N9"."""


class CapakeysField(forms.CharField):
    """Cadastral parcels in any usual notation, one after the other; read as capakeys, each once."""

    def __init__(self, **kwargs: Any) -> None:
        for of_array in ("base_field", "size"):
            kwargs.pop(of_array, None)
        kwargs["max_length"] = 400
        super().__init__(
            **kwargs
            | {"help_text": _("Their capakey in any notation, several with a comma: 12403D0009/00N009.")}
        )

    def prepare_value(self, value: Any) -> Any:
        """What was refused is shown again as it was typed."""
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        """Each part that is no parcel is told."""
        if isinstance(value, list):
            return value
        parts = [part for part in _BETWEEN_PARCELS.split(super().to_python(value) or "") if part.strip()]
        if len(parts) > MOST_PARCELS:
            raise forms.ValidationError(
                _("At most %(most)s parcels: these are %(number)s.")
                % {"most": MOST_PARCELS, "number": len(parts)}
            )
        errors, found = [], []
        for part in parts:
            try:
                found.append(str(Capakey.read(part)))
            except forms.ValidationError as error:
                errors += error.messages
        if errors:
            raise forms.ValidationError(errors)
        return list(dict.fromkeys(found))

    def clean(self, value: Any) -> list[str]:
        self.run_validators(super().to_python(value))  # its length is that of what was typed
        return self.to_python(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except forms.ValidationError:
            return True


class DwellingForm(SeenForm):
    class Meta:
        model = Dwelling
        fields: ClassVar[list[str]] = [
            *("type", "position", "detachment", "storeys", "construction_year", "heritage", "deed_on"),
            "is_rented",
        ]
        widgets: ClassVar[dict[str, Any]] = {"deed_on": DayInput()}


class DwellingKindForm(SeenForm):
    """What kind of dwelling it is."""

    class Meta:
        model = Dwelling
        fields: ClassVar[list[str]] = ["type", "detachment"]

    def __init__(self, *args: Any, known: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in known:
            del self.fields[name]


class BuildingForm(SeenForm):
    class Meta:
        model = Building
        fields: ClassVar[list[str]] = [
            *("name", "typology", "is_several", "detachment", "storeys", "construction_year", "heritage"),
            *("dwelling_units", "shops", "offices", "cellars", "parking_spaces", "garages", "capakeys"),
        ]
        field_classes: ClassVar[dict[str, Any]] = {"capakeys": CapakeysField}


class EnergyCertificateForm(SeenForm):
    issued_on = PartialDateFormField(label=_("Made on"))

    class Meta:
        model = EnergyCertificate
        fields: ClassVar[list[str]] = [
            *("kind", "basis", "is_common_parts", "score", "typed_label", "e_level"),
            *("valid_until", "number", "source"),
        ]
        widgets: ClassVar[dict[str, Any]] = {"valid_until": DayInput()}

    field_order = ("kind", "basis", "is_common_parts", "issued_on")

    def __init__(self, *args: Any, instance: EnergyCertificate, **kwargs: Any) -> None:
        known = {"issued_on": instance.issued_on}
        super().__init__(*args, instance=instance, initial=known | kwargs.pop("initial", {}), **kwargs)
        if self.instance.building_id is None:
            del self.fields["is_common_parts"]

    def clean_issued_on(self) -> PartialDate:
        known: PartialDate = self.cleaned_data["issued_on"]
        if self.instance.pk is None:  # a correction goes by its operation, which sees what else changed
            self.instance.issued_on = known
        return known


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
