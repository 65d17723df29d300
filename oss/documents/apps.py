from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "oss.documents"
    verbose_name = _("Documents")

    def ready(self) -> None:
        from oss.documents import offers  # noqa: F401
