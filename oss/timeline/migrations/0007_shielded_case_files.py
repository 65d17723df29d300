"""A case file may be shielded, and shared with colleagues."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0006_indexes_of_requests'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseFileReader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'verbose_name': 'reader of a shielded case file',
                'verbose_name_plural': 'readers of shielded case files',
                'ordering': ('pk',),
            },
        ),
        migrations.AlterModelOptions(
            name='casefile',
            options={'permissions': (('read_shielded_casefile', 'Can read what is shielded'),), 'verbose_name': 'case file', 'verbose_name_plural': 'case files'},
        ),
        migrations.AddField(
            model_name='casefile',
            name='is_shielded',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='shielded'),
        ),
        migrations.AddField(
            model_name='casefilereader',
            name='case_file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readers', to='timeline.casefile'),
        ),
        migrations.AddField(
            model_name='casefilereader',
            name='given_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='casefilereader',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='colleague'),
        ),
        migrations.AddConstraint(
            model_name='casefilereader',
            constraint=models.UniqueConstraint(fields=('case_file', 'user'), name='reader_once_of_a_case_file'),
        ),
    ]
