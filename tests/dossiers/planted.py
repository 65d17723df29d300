"""A fake leaf: a part with a row of its own, its tab, its requirement and a subtype's profile."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

import pytest
from django.db import connection, models

from dossiers.flows.parts import Part
from dossiers.flows.profiles import Profile
from dossiers.flows.requirements import Requirement
from dossiers.flows.table import DossierType
from dossiers.flows.tabs import DossierTab
from dossiers.migrating import tie_to_its_dossier
from dossiers.models import Dossier, Subtype
from dossiers.models.detail import Detail, only_of
from dossiers.types.information.profile import INFORMATION
from oss.core.registry import offered
from oss.core.seen_form import SeenForm


class PlantedDetail(Detail):
    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="planted", editable=False
    )
    height = models.IntegerField("height", null=True, blank=True)

    class Meta:
        app_label = "planted"
        db_table = "planted_detail"
        constraints = (only_of(DossierType.INFORMATION, name="planted_of_information"),)


class PlantedForm(SeenForm):
    class Meta:
        model = PlantedDetail
        fields: ClassVar[list[str]] = ["height"]


PART = Part("planted", PlantedForm, "measures", PlantedDetail, requires={"handling": ("height",)})
TAB = DossierTab("measures", "Maten", 70, needs="planted")
HEIGHT = Requirement(
    "height",
    "Hoogte",
    "measures",
    "height",
    lambda dossier: PART.row_of(dossier).height is not None,
    may_lack=True,
)


@contextmanager
def planted(monkeypatch: pytest.MonkeyPatch, part: Part = PART) -> Iterator[Profile]:
    """The leaf on offer, its table in the database, and a subtype that names its profile."""
    profile = INFORMATION.extended(
        "planted", parts=(part,), label="Geplant", opens_on={"handling": "measures"}
    )
    monkeypatch.setitem(offered(Profile), profile.name, profile)
    monkeypatch.setitem(offered(DossierTab), TAB.name, TAB)
    monkeypatch.setitem(offered(Requirement), HEIGHT.name, HEIGHT)
    with connection.schema_editor() as editor:
        editor.create_model(PlantedDetail)
    with connection.cursor() as cursor:
        cursor.execute(tie_to_its_dossier("planted_detail", name="planted_of_its_dossier").sql)
    Subtype.objects.create(
        name="Opmeting",
        code="planted",
        type=profile.type,
        phase="information",
        profile=profile.name,
        position=99,
    )
    yield profile
