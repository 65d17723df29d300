"""Fields that read what staff type as the rest of the shop stores it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from oss.contacts import enterprise_number, iban
from oss.contacts.channels import normalise_mail, normalise_phone


class MailField(forms.EmailField):
    """Keeps what was typed; what can be no mail address is said at the field."""

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        if typed:
            normalise_mail(typed)
        return typed


class PhoneField(forms.CharField):
    """A phone number in any notation, kept as it was typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=80, **kwargs)  # two numbers, to be told so
        self.widget.input_type = "tel"

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        if typed:
            normalise_phone(typed)
        return typed


class EnterpriseNumberField(forms.CharField):
    """Any notation of an enterprise number, read as its ten digits; None where it is left open."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=40,
            required=False,
            label=_("Enterprise number"),
            help_text=_("In any notation: 0403.019.261, BE 403 019 261."),
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """A wrong number is shown again as it was typed."""
        try:
            return enterprise_number.display(enterprise_number.parse(str(value))) if value else value
        except ValidationError:
            return value

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        return enterprise_number.parse(typed) if typed else None


class IbanField(forms.CharField):
    """A Belgian account number in any notation, read as it is stored."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, required=False, label=_("Account number (IBAN)"), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A wrong number is shown again as it was typed."""
        try:
            return iban.display(iban.parse(str(value))) if value else value
        except ValidationError:
            return value

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        return iban.parse(typed) if typed else ""
