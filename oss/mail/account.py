"""The mails of logging in (a forgotten password): posted like all others, so no page waits for a server."""

from typing import Any

from allauth.account import forms as allauth_forms
from django.db import transaction
from django.http import HttpRequest

from oss.core.background import tell_worker
from oss.mail.sending import TASK, post
from oss.staff.adapter import StaffAccountAdapter
from oss.staff.models import User

ACCOUNT = "account"
AUTOMATIC = {"Auto-Submitted": "auto-generated"}
"""Asks the reader's mail program for no answer about holidays (RFC 3834)."""


class AccountAdapter(StaffAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        mail = self.render_mail(template_prefix, email, {"email": email, **context})
        post(recipient=email, subject=str(mail.subject), text=str(mail.body), why=ACCOUNT, headers=AUTOMATIC)


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    """Nobody learns from the page who has an account: an address without one costs it the same work."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attributes = self.fields["email"].widget.attrs
        attributes.pop("placeholder", None)
        attributes["autofocus"] = True

    def save(self, request: HttpRequest, **options: Any) -> str:
        """For an unknown address the mail is written too, and all of it undone."""
        if self.users:
            return str(super().save(request, **options))
        self.users = [User(pk=0, email=self.cleaned_data["email"])]
        with transaction.atomic():
            email = str(super().save(request, **options))
            transaction.set_rollback(True)
        tell_worker(TASK)
        return email
