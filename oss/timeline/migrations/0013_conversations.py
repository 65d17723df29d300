"""How a mail came on its case file, and conversations that were moved."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mail', '0013_indexes_of_answers'),
        ('timeline', '0012_sensitive_readings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MovedConversation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message_id', models.CharField(max_length=500)),
            ],
            options={
                'verbose_name': 'moved conversation',
                'verbose_name_plural': 'moved conversations',
            },
        ),
        migrations.AddField(
            model_name='correspondence',
            name='matched_by',
            field=models.CharField(blank=True, choices=[('mark', 'it answers a mail that we sent from here'), ('thread', 'it answers a mail that hangs here'), ('number', 'its subject names this, and the sender is known here')], db_default='', max_length=8),
        ),
        migrations.AddConstraint(
            model_name='correspondence',
            constraint=models.CheckConstraint(condition=models.Q(('matched_by__in', ['', 'mark', 'thread', 'number'])), name='correspondence_matched_by_is_known'),
        ),
        migrations.AddField(
            model_name='movedconversation',
            name='case_file',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='timeline.casefile'),
        ),
        migrations.AddField(
            model_name='movedconversation',
            name='instead_of',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='timeline.casefile'),
        ),
        migrations.AddConstraint(
            model_name='movedconversation',
            constraint=models.UniqueConstraint(fields=('message_id', 'instead_of'), name='conversation_moved_once'),
        ),
    ]
