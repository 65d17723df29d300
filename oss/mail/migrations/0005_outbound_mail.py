"""Mails that we send wait as rows until a worker sent them."""

import django.core.validators
import django.db.models.functions.datetime
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mail', '0004_search_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='OutboundMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recipient', models.EmailField(max_length=320, verbose_name='to')),
                ('subject', models.CharField(max_length=255, verbose_name='subject')),
                ('text', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(1000000)], verbose_name='text')),
                ('html', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(1000000)], verbose_name='HTML')),
                ('headers', models.JSONField(blank=True, default=dict, verbose_name='headers')),
                ('why', models.CharField(max_length=40, verbose_name='sent for')),
                ('secret', models.BooleanField(default=False, verbose_name='secret')),
                ('state', models.CharField(choices=[('waiting', 'Waits to be sent'), ('sent', 'Sent'), ('failed', 'Not sent')], default='waiting', max_length=7, verbose_name='state')),
                ('tries', models.PositiveIntegerField(default=0, verbose_name='tries')),
                ('interruptions', models.PositiveSmallIntegerField(default=0, help_text='How often the server stopped while it was sending: the mail may have left twice.', verbose_name='interrupted')),
                ('last_error', models.CharField(blank=True, max_length=500, verbose_name='last error')),
                ('posted_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written')),
                ('waiting_since', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='waiting since')),
                ('next_try_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='next try')),
                ('claimed_at', models.DateTimeField(blank=True, null=True, verbose_name='being sent since')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
            ],
            options={
                'verbose_name': 'outbound mail',
                'verbose_name_plural': 'outbound mails',
                'ordering': ('-posted_at', '-pk'),
                'permissions': (('resend_outboundmessage', 'Can send failed mails again'),),
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['next_try_at', 'id'], name='outbound_due'), models.Index(fields=['-posted_at', '-id'], name='outbound_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'sent', 'failed'])), name='outbound_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', False), _connector='XOR'), name='outbound_sent_has_a_moment'), models.CheckConstraint(condition=models.Q(('claimed_at', None), ('state', 'waiting'), _connector='OR'), name='outbound_claimed_waits'), models.CheckConstraint(condition=models.Q(('secret', False), ('state', 'waiting'), models.Q(('html', ''), ('text', '')), _connector='OR'), name='outbound_secret_is_not_kept')],
            },
        ),
    ]
