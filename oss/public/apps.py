from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicConfig(AppConfig):
    name = "oss.public"
    verbose_name = _("Public pages")

    def ready(self) -> None:
        from oss.public import offers  # noqa: F401
