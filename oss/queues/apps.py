from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QueuesConfig(AppConfig):
    name = "oss.queues"
    verbose_name = _("Queues")

    def ready(self) -> None:
        from oss.queues import offers  # noqa: F401
