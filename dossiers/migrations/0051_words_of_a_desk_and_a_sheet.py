"""The channel of who comes by is called as everywhere else; a name that an administrator gave stays. And what is
wrong with a sheet that is closed twice is told in words."""

from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce

RENAME = """
    UPDATE dossiers_contactchannel SET name = %s WHERE code = 'desk' AND name = %s
    AND NOT EXISTS (SELECT FROM dossiers_contactchannel WHERE name = %s)
"""


class Migration(MigrationAtOnce):
    dependencies = [("dossiers", "0050_loan_ledger")]

    operations = [
        migrations.RunSQL([(RENAME, ("loket", "balie", "loket"))], [(RENAME, ("balie", "loket", "balie"))]),
        migrations.AlterConstraint(
            model_name="schemeversion",
            name="scheme_closed_on_one_day_or_unknown",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_closed", False), ("closed_on", None), _connector="OR"),
                name="scheme_closed_on_one_day_or_unknown",
                violation_error_message="Give the day on which it closed, or say that it is not known.",
            ),
        ),
    ]
