"""What migrations of dossiers share."""

from django.db.migrations import RunSQL


def tie_to_its_dossier(table: str, *, name: str) -> RunSQL:
    """A detail row belongs to a dossier of its own type: a composite key, which Django does not declare."""
    return RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name}"
        " FOREIGN KEY (dossier_id, dossier_type) REFERENCES dossiers_dossier (id, type)",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )
