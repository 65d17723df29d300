"""What the company register knows of a number, to fill in an organisation."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from oss.addresses.models import Address, AddressStatus
from oss.addresses.typeahead import exactly
from oss.contacts import enterprise_number
from oss.contacts.models import (
    VME_FORM,
    OrganisationKind,
    RegisterCode,
    RegisterEnterprise,
    RegisterEstablishment,
)


@dataclass(frozen=True)
class RegisterDetails:
    """`address` is the official address where the register's text leads to one; `address_text` is that text.

    `kind` is set where the juridical form says it (an owners' association), or "".
    """

    number: str
    name: str
    juridical_form: str
    juridical_form_label: str
    kind: str
    address: Address | None
    address_text: str
    mail: str
    phone: str
    is_active: bool


def details_of(text: str) -> RegisterDetails:
    """By an enterprise number in any notation, or the number of a branch.

    ValidationError: the number is wrong, or does not stand in what was imported of the register.
    """
    enterprise = _enterprise(text)
    form = RegisterCode.objects.filter(category="JuridicalForm", code=enterprise.juridical_form).first()
    return RegisterDetails(
        number=enterprise.number,
        name=enterprise.name,
        juridical_form=enterprise.juridical_form,
        juridical_form_label=form.description if form else enterprise.juridical_form,
        kind=OrganisationKind.VME if enterprise.juridical_form == VME_FORM else "",
        address=_address(enterprise),
        address_text=address_text(enterprise),
        mail=enterprise.mail,
        phone=enterprise.phone,
        is_active=enterprise.is_active,
    )


def _enterprise(text: str) -> RegisterEnterprise:
    if enterprise_number.is_establishment(text):
        digits = "".join(sign for sign in text if sign.isdigit())
        branch = RegisterEstablishment.objects.select_related("enterprise").filter(number=digits).first()
        if branch is not None:
            return branch.enterprise
    number = enterprise_number.parse(text)
    found = RegisterEnterprise.objects.filter(number=number).first()
    if found is None:
        raise ValidationError(
            _("%(number)s does not stand in our copy of the company register; fill in the rest yourself.")
            % {"number": enterprise_number.display(number)},
            code="unknown",
        )
    return found


def _address(enterprise: RegisterEnterprise) -> Address | None:
    """The one official address that the register's text means, in its notation."""
    box = f" bus {enterprise.box}" if enterprise.box else ""
    street = enterprise.street.partition("(")[0]
    official = Address.objects.verified().filter(status__in=[AddressStatus.IN_USE, AddressStatus.PROPOSED])
    found = exactly(f"{street} {enterprise.house_number}{box}, {enterprise.postcode}", official)
    return found[0] if len(found) == 1 else None


def address_text(enterprise: RegisterEnterprise) -> str:
    """As the register writes it: "Bruul 12 bus 3, 2800 Mechelen"; "" where it has none."""
    if not enterprise.street:
        return ""
    box = f" bus {enterprise.box}" if enterprise.box else ""
    return (
        f"{enterprise.street} {enterprise.house_number}{box}, {enterprise.postcode} {enterprise.municipality}"
    )
