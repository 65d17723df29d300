from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class StaffConfig(AppConfig):
    name = "oss.staff"
    verbose_name = _("Staff and teams")

    def ready(self) -> None:
        from oss.staff import offers  # noqa: F401


class OssAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "oss.staff.admin_site.OssAdminSite"
