"""What documents offers to the packages below."""

from django.utils.translation import gettext_lazy as _

from oss.core.navigation import NavigationEntry
from oss.core.reference import Loader
from oss.core.registry import offer
from oss.documents import held  # noqa: F401 - says what is held about people
from oss.documents.models import Document
from oss.documents.papers import PaperHolder
from oss.documents.reference import load_kinds
from oss.staff.grants import grant
from oss.staff.roles import ADMINISTRATOR, ALL_STAFF, FINANCIAL, SHIELDED

grant(
    "documents.document",
    view=ALL_STAFF,
    add=ALL_STAFF,
    change=ALL_STAFF,
    view_financial=FINANCIAL,
    view_shielded=SHIELDED,
)
grant("documents.documentkind", view=ALL_STAFF, add=ADMINISTRATOR, change=ADMINISTRATOR)

offer(
    NavigationEntry("documents", _("Documents"), "file", 62, "documents"),
    Loader("kinds of documents", 10, load_kinds),
    PaperHolder("documents", Document.objects.all),
)
