"""What a reader should know of how a mail could be read, and the mails that were attached to it."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):
    dependencies = [
        ('mail', '0006_tries'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='notes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, db_default=[], default=list, size=None, verbose_name='notes'),
        ),
        migrations.CreateModel(
            name='ForwardedMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('level', models.PositiveSmallIntegerField(default=1)),
                ('from_name', models.CharField(blank=True, max_length=255, verbose_name='sender')),
                ('from_address', models.CharField(blank=True, max_length=320, verbose_name="sender's address")),
                ('receivers', models.TextField(blank=True, verbose_name='to')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                ('subject', models.CharField(blank=True, max_length=998, verbose_name='subject')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('html', models.TextField(blank=True, verbose_name='HTML')),
                ('notes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None, verbose_name='notes')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='forwarded', to='mail.message')),
            ],
            options={
                'verbose_name': 'forwarded mail',
                'verbose_name_plural': 'forwarded mails',
                'ordering': ('message', 'position'),
                'constraints': [models.UniqueConstraint(fields=('message', 'position'), name='forwarded_mail_position_once')],
            },
        ),
    ]
