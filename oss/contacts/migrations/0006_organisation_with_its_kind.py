"""For keys that refer to an organisation of one kind. Built beside the running shop, without a lock."""

from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("contacts", "0005_imports_are_checked_first"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS organisation_with_its_kind "
                    "ON contacts_organisation (id, kind)",
                    "DROP INDEX IF EXISTS organisation_with_its_kind",
                ),
            ],
            state_operations=[
                migrations.AddConstraint(
                    model_name="organisation",
                    constraint=models.UniqueConstraint("id", "kind", name="organisation_with_its_kind"),
                ),
            ],
        ),
    ]
