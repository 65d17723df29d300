"""The mails of logging in (a forgotten password): posted like all others, so no page waits for a server."""

from typing import Any

from allauth.account import forms as allauth_forms
from django.http import HttpRequest

from oss.mail.sending import post, tell_worker
from oss.staff.adapter import StaffAccountAdapter

ACCOUNT = "account"
AUTOMATIC = {"Auto-Submitted": "auto-generated"}
"""Asks the reader's mail program for no answer about holidays (RFC 3834)."""


class AccountAdapter(StaffAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        mail = self.render_mail(template_prefix, email, {"email": email, **context})
        post(recipient=email, subject=str(mail.subject), text=str(mail.body), why=ACCOUNT, headers=AUTOMATIC)


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    def save(self, request: HttpRequest, **options: Any) -> str:
        """An address without an account makes the page wait for the same: nobody learns who has one."""
        email: str = super().save(request, **options)
        if not self.users:
            tell_worker()
        return email
