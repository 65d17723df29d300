"""What must be filled in before a stage is left: each requirement by name, with where to fill it in."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dossiers.models import Dossier
from oss.core.registry import Offer, offer


@dataclass(frozen=True)
class Requirement(Offer):
    """`tab` and `field` are where the page takes whoever clicks on what is missing.

    `may_lack`: it may also be answered without a value (`FactWithoutValue`), unless the profile insists.
    """

    label: str | Promise
    tab: str
    field: str
    met: Callable[[Dossier], bool]
    may_lack: bool = False


def require(
    name: str,
    label: str | Promise,
    met: Callable[[Dossier], bool],
    *,
    tab: str,
    field: str = "",
    may_lack: bool = False,
) -> None:
    offer(Requirement(name, label, tab, field or name, met, may_lack))


def anonymous_or(met: Callable[[Dossier], bool]) -> Callable[[Dossier], bool]:
    return lambda dossier: dossier.is_anonymous or met(dossier)


def holds(row: str, field: str) -> Callable[[Dossier], bool]:
    """Whether the dossier has this row and a value stands in its field; a no is a value too."""
    return lambda dossier: getattr(getattr(dossier, row, None), field, None) not in {None, ""}


def document_filed(kind: str) -> Callable[[Dossier], bool]:
    """Whether a document of the kind with this code is filed on the dossier, whoever may read it."""
    return lambda dossier: dossier.case_file.filed_documents.filter(document__kind__code=kind).exists()


require("subtype", _("Subtype"), lambda dossier: dossier.subtype_id is not None, tab="request")
require("source", _("Source of the question"), lambda dossier: dossier.source_id is not None, tab="request")
require("project", _("Project"), lambda dossier: dossier.project_id is not None, tab="request")
require(
    "main_contact",
    _("Main contact (or anonymous)"),
    anonymous_or(lambda dossier: dossier.main_contact_id is not None),
    tab="contact",
)
require("site_address", _("Site address"), lambda dossier: dossier.site_address_id is not None, tab="contact")
require("assignee", _("Assignee"), lambda dossier: dossier.assignee_id is not None, tab="info")
