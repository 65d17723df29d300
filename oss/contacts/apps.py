from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = "oss.contacts"
    verbose_name = _("People and organisations")

    def ready(self) -> None:
        from oss.contacts import offers  # noqa: F401
