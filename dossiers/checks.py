"""What the release says about the administrator's lists."""

from typing import Any

from django.core import checks
from django.db import connections

from dossiers.flows.profiles import profile_for
from dossiers.models import Subtype


def subtypes_have_a_profile_of_their_type(
    *, databases: Any = None, **_kwargs: Any
) -> list[checks.CheckMessage]:
    """Runs with `migrate` and `check --database`: rows that were written past the admin."""
    return [
        checks.Warning(
            f"Subtype {name!r} of type {dossier_type!r} names {profile!r}, which is no profile of its type.",
            hint="Its dossiers cannot be opened or move on: choose another profile in the admin.",
            id="dossiers.W001",
        )
        for database in databases or ()
        if Subtype._meta.db_table in connections[database].introspection.table_names()
        for name, dossier_type, profile in Subtype.objects.using(database)
        .exclude(profile="")
        .values_list("name", "type", "profile")
        if profile_for(dossier_type, profile) is None
    ]
