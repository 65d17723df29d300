"""Indexes for columns by which a list is sorted."""

from django.db import models
from django.db.models import F


def both_ways(column: str, name: str) -> tuple[models.Index, models.Index]:
    """For a column that may be empty: rows without a value come last in either direction, then by id."""
    return (
        models.Index(F(column).asc(), F("id").asc(), name=name),
        models.Index(F(column).desc(nulls_last=True), F("id").desc(), name=f"{name}_down"),
    )
