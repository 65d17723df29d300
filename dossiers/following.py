"""The dossiers that what was answered on one opens next on its train."""

from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse

from dossiers.flows.profiles import openable_subtypes
from dossiers.models import Dossier


class Following(NamedTuple):
    label: str
    url: str


def following_of(dossier: Dossier, subtypes: QuerySet[Any]) -> list[Following]:
    """Of these subtypes (a query for their keys), unless one of it rides on the train. Two queries."""
    if not dossier.is_active:
        return []
    there = dossier.journey.dossiers.order_by().values("subtype")
    return [
        Following(str(one), reverse("dossier_new", query={"on": dossier.journey.number, "subtype": one.pk}))
        for one in openable_subtypes().filter(pk__in=subtypes).exclude(pk__in=there)
    ]
