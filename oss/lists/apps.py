from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ListsConfig(AppConfig):
    name = "oss.lists"
    verbose_name = _("Lists")

    def ready(self) -> None:
        from oss.lists import offers  # noqa: F401
