from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TimelineConfig(AppConfig):
    name = "oss.timeline"
    verbose_name = _("Timeline")

    def ready(self) -> None:
        from oss.timeline import offers  # noqa: F401
