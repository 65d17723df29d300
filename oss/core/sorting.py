"""Indexes for columns by which a list is sorted."""

from django.db import models
from django.db.models import F


def both_ways(column: str, name: str, condition: models.Q | None = None) -> tuple[models.Index, models.Index]:
    """For a column that may be empty: rows without a value come last in either direction, then by id.

    With a condition, of the rows alone that meet it.
    """
    upwards, downwards = F(column).asc(), F(column).desc(nulls_last=True)
    return (
        models.Index(upwards, F("id").asc(), name=name, condition=condition),
        models.Index(downwards, F("id").desc(), name=f"{name}_down", condition=condition),
    )
