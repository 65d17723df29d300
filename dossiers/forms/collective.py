"""The block of a collective renovation, in the design and in the execution of it."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from dossiers.flows.parts import Part
from dossiers.models import CollectiveDetail
from oss.core.seen_form import SeenForm


class CollectiveForm(SeenForm):
    class Meta:
        model = CollectiveDetail
        fields: ClassVar[list[str]] = ["collective_of", "package"]


COLLECTIVE = Part(
    "collective",
    CollectiveForm,
    "info",
    CollectiveDetail,
    template="dossiers/collective.html",
    label=_("Collective renovation"),
)
