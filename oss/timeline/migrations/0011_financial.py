"""A case file knows whether what hangs on it is for financial roles alone."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0010_find_activities'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='casefile',
            options={'permissions': (('read_shielded_casefile', 'Can read what is shielded'), ('read_financial_casefile', 'Can read what hangs on a loan or a premium')), 'verbose_name': 'case file', 'verbose_name_plural': 'case files'},
        ),
        migrations.AddField(
            model_name='casefile',
            name='is_financial',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='financial'),
        ),
    ]
