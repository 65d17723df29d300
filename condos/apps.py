from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CondosConfig(AppConfig):
    name = "condos"
    verbose_name = _("Apartment buildings")

    def ready(self) -> None:
        from condos import offers  # noqa: F401
