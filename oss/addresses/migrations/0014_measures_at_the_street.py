"""Which measures can touch façade or roof at the street."""

from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce

AT_THE_STREET = (
    *("roof", "roof_sarking", "flat_roof", "outer_wall", "windows_and_doors", "windows", "outer_doors"),
    *("sun_blinds", "solar_panels", "solar_boiler", "green_roof", "facade_garden"),
)
CODES = ", ".join(f"'{code}'" for code in AT_THE_STREET)


class Migration(MigrationAtOnce):
    dependencies = [("addresses", "0013_works_move_up")]

    operations = [
        migrations.AddField(
            model_name="measure",
            name="touches_street",
            field=models.BooleanField(
                "can touch façade or roof at the street",
                db_default=False,
                default=False,
                help_text="Permit and street furniture are asked only of a dossier with such a work.",
            ),
        ),
        migrations.RunSQL(
            f"UPDATE addresses_measure SET touches_street = true WHERE code IN ({CODES})",
            migrations.RunSQL.noop,
        ),
    ]
