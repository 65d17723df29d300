"""The syndics that stood in the column of the association become roles; merges that moved one can be undone still.

The column stays until a later release. What the history tells of it stays as it is, and tells nothing of this.
"""

from typing import Any

import pghistory
from django.db import migrations

BATCH = 1000


def fill(apps: Any, schema_editor: Any) -> None:
    """Again is no more: an association that has a syndic is left alone."""
    organisation = apps.get_model("contacts", "Organisation")
    role = apps.get_model("contacts", "AssociationRole")
    with pghistory.context(operation="move_syndic"):
        while True:
            having = role.objects.filter(role="syndic").values("association")
            wanting = organisation.objects.filter(syndic__isnull=False, kind="vme").exclude(pk__in=having)
            found = list(wanting.order_by("pk").values_list("pk", "syndic_id")[:BATCH])
            if not found:
                break
            role.objects.bulk_create(
                role(association_id=one, organisation_id=syndic, role="syndic") for one, syndic in found
            )
        _keep_merges_undoable(apps)


def _keep_merges_undoable(apps: Any) -> None:
    """What a merge did to the column, its journal does to the role as well, once."""
    merge, role = (apps.get_model("contacts", name) for name in ("Merge", "AssociationRole"))
    for merged in merge.objects.filter(undone_at=None, winner_organisation__isnull=False).iterator():
        for side in ("association", "organisation"):  # what was there does not count as come later
            of_winner = role.objects.filter(**{f"{side}_id": merged.winner_organisation_id})
            merged.known[f"contacts.associationrole.{side}"] = list(of_winner.values_list("pk", flat=True))
        known = {entry["pk"] for entry in merged.journal if entry["model"] == "contacts.associationrole"}
        more = []
        for entry in merged.journal:
            before, after = (entry.get(side) or {} for side in ("before", "after"))
            if entry["model"] != "contacts.organisation" or "syndic_id" not in after:
                continue
            held = role.objects.filter(
                association_id=entry["pk"], role="syndic", organisation_id=after["syndic_id"]
            ).first()
            if held is None or held.pk in known:
                continue
            named = {"model": "contacts.associationrole", "pk": held.pk}
            if before["syndic_id"] is None:
                more.append({"verb": "create", **named})
            else:
                more.append(
                    {
                        "verb": "set",
                        **named,
                        "before": {"organisation_id": before["syndic_id"]},
                        "after": {"organisation_id": after["syndic_id"]},
                    }
                )
        merged.journal = [*merged.journal, *more]
        merged.save(update_fields=["journal", "known"])


class Migration(migrations.Migration):
    dependencies = [("contacts", "0007_association_roles")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
