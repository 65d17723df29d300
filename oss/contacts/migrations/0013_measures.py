"""A contractor is known by measures of the one list: each speciality becomes a measure with the same key.

So no row that points at one changes, its history neither, and the column keeps its name. The old table stays
as it is for the release that still runs; a later one drops it.
"""

import django.db.models.deletion
from django.db import migrations, models

UNITS = {
    "m2": (
        "roof_inside", "roof_sarking", "flat_roof", "attic_floor", "outer_wall", "cavity_wall", "inner_wall", "floor", "cellar_ceiling", "windows", "sun_blinds", "solar_boiler", "asbestos_removal", "damp_control", "concrete_repair", "green_roof", "infiltration", "depaving", "facade_garden",
    ),
    "piece": (
        "outer_doors", "radiator_foil", "ventilation", "heat_pump_air_water", "heat_pump_air_air", "heat_pump_geothermal", "heat_pump_hybrid", "heat_pump_boiler", "condensing_boiler", "boiler_room", "heat_network", "charging_point", "fire_safety", "lift", "electricity",
    ),
    "m": (
        "draught_proofing", "pipe_insulation",
    ),
    "kWp": (
        "solar_panels",
    ),
    "kWh": (
        "home_battery",
    ),
    "l": (
        "rainwater_well",
    ),
}
MOVE = f"""
INSERT INTO addresses_measure (id, code, name, position, is_active, kind, unit, part, premium, oslo)
SELECT id, code, name, position, is_active, 'work',
    CASE {" ".join(f"WHEN code = ANY('{{{','.join(codes)}}}') THEN '{unit}'" for unit, codes in UNITS.items())}
        ELSE '' END,
    'both', '', ''
FROM contacts_speciality;
SELECT setval(
    pg_get_serial_sequence('addresses_measure', 'id'), greatest(1, (SELECT max(id) FROM addresses_measure)),
    EXISTS (SELECT FROM addresses_measure)
);
DO $$ BEGIN
    IF (SELECT count(*) FROM addresses_measure) <> (SELECT count(*) FROM contacts_speciality) THEN
        RAISE EXCEPTION 'not every speciality became a measure';
    END IF;
END $$
"""
ONCE = "speciality_once_per_contractor"


def _link(*, history: bool, to: str, **column: str) -> models.ForeignKey:
    if history:
        return models.ForeignKey(
            to,
            django.db.models.deletion.DO_NOTHING,
            db_constraint=False,
            related_name="+",
            related_query_name="+",
            **column,
        )
    return models.ForeignKey(to, django.db.models.deletion.PROTECT, related_name="+", **column)


class Migration(migrations.Migration):
    dependencies = [("addresses", "0012_measures"), ("contacts", "0012_words_of_the_admin")]

    operations = [
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveConstraint("contractorspeciality", ONCE),
                *(
                    operation
                    for model, history in (("contractorspeciality", False), ("contractorspecialityevent", True))
                    for operation in (
                        migrations.AlterField(
                            model,
                            "speciality",
                            _link(history=history, to="contacts.speciality", db_column="speciality_id"),
                        ),
                        migrations.RenameField(model, "speciality", "measure"),
                    )
                ),
                migrations.AddConstraint(
                    "contractorspeciality",
                    models.UniqueConstraint(fields=["contractor", "measure"], name=ONCE),
                ),
            ],
        ),
        *(
            migrations.AlterField(
                model, "measure", _link(history=history, to="addresses.measure", db_column="speciality_id")
            )
            for model, history in (("contractorspeciality", False), ("contractorspecialityevent", True))
        ),
        migrations.AlterField(
            "contractor",
            "specialities",
            models.ManyToManyField(
                "addresses.measure",
                blank=True,
                related_name="contractors",
                through="contacts.ContractorSpeciality",
                verbose_name="specialities",
            ),
        ),
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("Speciality")]),
    ]
