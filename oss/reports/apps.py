from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "oss.reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        from oss.reports import offers  # noqa: F401
