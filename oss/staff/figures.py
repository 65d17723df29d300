"""Staff in figures, for the admin's first page."""

from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from oss.staff.admin_site import AdminFigure
from oss.staff.models import Team, User


def staff_figures(user: User) -> list[AdminFigure]:
    users = User.objects.visible_to(user).active()
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    since = {"last_login__gte": today, "last_login__lt": today + timedelta(days=1)}
    user_list = reverse("admin:staff_user_changelist")
    return [
        AdminFigure(_("Active colleagues"), users.count(), f"{user_list}?is_active__exact=1"),
        AdminFigure(
            _("Logged in today"),
            users.logged_in_since(today).count(),
            f"{user_list}?{urlencode({'is_active__exact': 1, **since})}",
        ),
        AdminFigure(
            _("Without a role"),
            users.without_role().count(),
            f"{user_list}?role=none",
            _("They can log in but see nothing yet."),
        ),
        AdminFigure(
            _("Active teams"),
            Team.objects.visible_to(user).active().count(),
            f"{reverse('admin:staff_team_changelist')}?is_active__exact=1",
        ),
    ]
