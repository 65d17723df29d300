from typing import ClassVar

from allauth.account import forms as allauth_forms

from oss.core.forms import ModelForm
from oss.staff.models import User


class LoginForm(allauth_forms.LoginForm):
    """Mail address and password; focus starts at the mail address."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs.update({"autofocus": True, "autocomplete": "username"})
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""  # the page offers the way to a new password itself


class ProfileForm(ModelForm):
    class Meta:
        model = User
        fields: ClassVar[list[str]] = ["first_name", "last_name", "language"]
