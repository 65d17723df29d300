"""A mail that we sent about a case file."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mail', '0005_outbound_mail'),
        ('timeline', '0003_search_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='PostedMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case_file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posted_mails', to='timeline.casefile')),
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='posted_about', to='mail.outboundmessage')),
            ],
            options={
                'verbose_name': 'posted mail',
                'verbose_name_plural': 'posted mails',
            },
        ),
    ]
