"""The day a certificate was made becomes the first day it can stand for: the column stays as it is."""

from django.db import migrations, models

PLACES = ("address", "building")


def _constraints(issued: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(
            condition=models.Q(valid_until=None) | models.Q(valid_until__gt=models.F(issued)),
            name="energy_certificate_ends_after_it_was_made",
            violation_error_message="It is valid until a day after it was made: check both dates.",
        ),
        *(
            models.UniqueConstraint(
                fields=[place, issued, "number"],
                condition=~models.Q(number=""),
                name=f"certificate_number_once_per_{place}_and_day",
                violation_error_message="This certificate stands here already.",
            )
            for place in PLACES
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("addresses", "0008_misspellings")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                *(
                    migrations.RemoveConstraint("energycertificate", one.name)
                    for one in _constraints("issued_on")
                ),
                *(
                    operation
                    for model in ("energycertificate", "energycertificateevent")
                    for operation in (
                        migrations.AlterField(
                            model, "issued_on", models.DateField("made on", db_column="issued_on")
                        ),
                        migrations.RenameField(model, "issued_on", "issued_from"),
                    )
                ),
                *(
                    migrations.AddConstraint("energycertificate", one)
                    for one in _constraints("issued_from")
                ),
            ],
        ),
    ]
