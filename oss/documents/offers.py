"""What documents offers to the packages below."""

from django.utils.translation import gettext_lazy as _

from oss.core.navigation import NavigationEntry
from oss.core.registry import offer
from oss.documents import held  # noqa: F401 - says what is held about people
from oss.staff.grants import grant
from oss.staff.roles import ALL_STAFF, FINANCIAL

grant("documents.document", view=ALL_STAFF, add=ALL_STAFF, view_financial=FINANCIAL)

offer(NavigationEntry("documents", _("Documents"), "file", 62, "documents"))
