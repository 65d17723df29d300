from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AddressesConfig(AppConfig):
    name = "oss.addresses"
    verbose_name = _("Addresses")

    def ready(self) -> None:
        from oss.addresses import offers  # noqa: F401
