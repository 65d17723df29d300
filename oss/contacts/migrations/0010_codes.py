"""Specialities are known by a code from now on."""

import django.contrib.postgres.functions
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


SPECIALITIES = (
    ("roof_inside", "Dakisolatie binnen"),
    ("roof_sarking", "Dakisolatie sarking"),
    ("flat_roof", "Plat dak"),
    ("attic_floor", "Zoldervloerisolatie"),
    ("outer_wall", "Buitengevelisolatie"),
    ("cavity_wall", "Spouwmuurisolatie"),
    ("inner_wall", "Binnenmuurisolatie"),
    ("floor", "Vloerisolatie"),
    ("cellar_ceiling", "Kelderplafondisolatie"),
    ("windows", "Ramen"),
    ("outer_doors", "Buitendeuren"),
    ("sun_blinds", "Zonwering"),
    ("draught_proofing", "Kierdichting"),
    ("radiator_foil", "Radiatorfolie"),
    ("ventilation", "Ventilatiesysteem C/D"),
    ("heat_pump_air_water", "Warmtepomp lucht-water"),
    ("heat_pump_air_air", "Warmtepomp lucht-lucht"),
    ("heat_pump_geothermal", "Warmtepomp geothermisch"),
    ("heat_pump_hybrid", "Warmtepomp hybride"),
    ("heat_pump_boiler", "Warmtepompboiler"),
    ("solar_boiler", "Zonneboiler"),
    ("condensing_boiler", "Condensatieketel"),
    ("boiler_room", "Stookplaatsoptimalisatie"),
    ("heat_network", "Aansluiting warmtenet"),
    ("pipe_insulation", "Leidingisolatie"),
    ("solar_panels", "Zonnepanelen"),
    ("home_battery", "Thuisbatterij"),
    ("charging_point", "Laadpaal"),
    ("asbestos_removal", "Asbestverwijdering"),
    ("damp_control", "Vochtbestrijding"),
    ("concrete_repair", "Betonherstel"),
    ("fire_safety", "Brandveiligheid"),
    ("lift", "Lift"),
    ("electricity", "Elektriciteit"),
    ("green_roof", "Groendak"),
    ("rainwater_well", "Regenwaterput"),
    ("infiltration", "Infiltratie"),
    ("depaving", "Ontharding"),
    ("facade_garden", "Gevelgroen"),
)

def coded(table, columns, rows):
    """A row that bears a name that shipped gets its code; another one is somebody's own."""
    fits = " AND ".join(f"{table}.{column} = shipped.{column}" for column in columns)
    values = ", ".join(["(" + ", ".join(["%s"] * (len(columns) + 1)) + ")"] * len(rows))
    return [
        (
            f"UPDATE {table} SET code = shipped.code"
            f" FROM (VALUES {values}) AS shipped (code, {', '.join(columns)}) WHERE {fits}",
            tuple(value for row in rows for value in row),
        ),
    ]


def once(model, name, *columns):
    """A unique index, within this transaction: a list of values has some dozens of rows."""
    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.RunSQL(
                f"CREATE UNIQUE INDEX {name} ON contacts_{model} ({', '.join(columns)})",
                f"DROP INDEX {name}",
            )
        ],
        state_operations=[
            migrations.AddConstraint(
                model_name=model, constraint=models.UniqueConstraint(*columns, name=name)
            )
        ],
    )


class Migration(MigrationAtOnce):

    dependencies = [
        ('contacts', '0009_refused_rows'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='speciality',
            options={'ordering': ['position', 'name'], 'verbose_name': 'speciality', 'verbose_name_plural': 'specialities'},
        ),
        migrations.AddField(
            model_name='speciality',
            name='code',
            field=models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code'),
        ),
        migrations.RunSQL(coded('contacts_speciality', ['name'], SPECIALITIES), migrations.RunSQL.noop),
        once('speciality', 'speciality_code_once', 'code'),
    ]
