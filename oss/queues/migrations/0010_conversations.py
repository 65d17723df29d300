"""A mail is linked elsewhere, or taken off its dossier."""

import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0005_documents_by_kind'),
        ('queues', '0009_search_of_items'),
        ('timeline', '0013_conversations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='queuemove',
            name='queue_move_verb_is_known',
        ),
        migrations.AddField(
            model_name='queuemove',
            name='attachments',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), db_default=[], default=list, editable=False, size=None),
        ),
        migrations.AlterField(
            model_name='queuemove',
            name='verb',
            field=models.CharField(choices=[('arrive', 'arrived'), ('pick', 'picked'), ('release', 'released'), ('route', 'routed'), ('assign', 'assigned'), ('link', 'linked'), ('move', 'linked elsewhere'), ('unlink', 'taken off its dossier'), ('file', 'filed attachments of'), ('done', 'done'), ('spam', 'marked as spam'), ('reopen', 'reopened'), ('undo', 'undone')], max_length=8),
        ),
        migrations.AddConstraint(
            model_name='queuemove',
            constraint=models.CheckConstraint(condition=models.Q(('verb__in', ['arrive', 'pick', 'release', 'route', 'assign', 'link', 'move', 'unlink', 'file', 'done', 'spam', 'reopen', 'undo'])), name='queue_move_verb_is_known'),
        ),
    ]
