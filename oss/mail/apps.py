from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "oss.mail"
    verbose_name = _("Mail")

    def ready(self) -> None:
        from oss.mail import offers  # noqa: F401
