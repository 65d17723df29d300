"""The one list of works, studies and crafts."""

import django.contrib.postgres.functions
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models
from django.db.models import Q

OWN_CODE = django.db.models.functions.text.Concat(
    models.Value("own-"),
    django.db.models.functions.comparison.Cast(
        django.contrib.postgres.functions.RandomUUID(), models.CharField()
    ),
)
KINDS = [("work", "work"), ("study", "study"), ("craft", "craft")]
UNITS = [("m2", "m²"), ("m", "m"), ("piece", "piece"), ("kWp", "kWp"), ("kWh", "kWh"), ("l", "l")]
PARTS = [("both", "private or shared"), ("private", "private parts"), ("shared", "shared parts")]


class Migration(migrations.Migration):
    dependencies = [("addresses", "0011_building_name_search")]

    operations = [
        migrations.CreateModel(
            name="Measure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField("code", db_default=OWN_CODE, editable=False, max_length=60)),
                ("name", models.CharField("name", max_length=80)),
                ("position", models.PositiveSmallIntegerField("position", default=0)),
                ("is_active", models.BooleanField("active", default=True)),
                ("kind", models.CharField("kind", choices=KINDS, default="work", max_length=5)),
                ("unit", models.CharField("unit", blank=True, choices=UNITS, max_length=5)),
                ("part", models.CharField("parts of the building", choices=PARTS, default="both", max_length=7)),
                ("premium", models.CharField("premium category", blank=True, max_length=60)),
                ("oslo", models.CharField("OSLO category", blank=True, max_length=120)),
            ],
            options={
                "verbose_name": "measure",
                "verbose_name_plural": "measures",
                "ordering": ["position", "name"],
                "constraints": [
                    models.UniqueConstraint(models.F("code"), name="measure_code_once"),
                    models.UniqueConstraint(fields=("name",), name="measure_name_once"),
                    models.CheckConstraint(
                        condition=Q(("kind__in", ["work", "study", "craft"])), name="measure_kind_is_known"
                    ),
                    models.CheckConstraint(
                        condition=Q(("unit__in", ["", "m2", "m", "piece", "kWp", "kWh", "l"])),
                        name="measure_unit_is_known",
                    ),
                    models.CheckConstraint(
                        condition=Q(("part__in", ["both", "private", "shared"])), name="measure_part_is_known"
                    ),
                ],
            },
        ),
    ]
