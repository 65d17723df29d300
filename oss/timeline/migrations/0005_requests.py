"""Of whom something was asked, when they were reminded, and what they answered."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):

    dependencies = [
        ('contacts', '0013_measures'),
        ('timeline', '0004_posted_mail'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='activity',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='activity',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='activity',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='activity',
            name='answer',
            field=models.TextField(blank=True, db_default='', verbose_name='answer'),
        ),
        migrations.AddField(
            model_name='activity',
            name='answered_on',
            field=models.DateField(blank=True, null=True, verbose_name='answered on'),
        ),
        migrations.AddField(
            model_name='activity',
            name='asked_colleague',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to=settings.AUTH_USER_MODEL, verbose_name='colleague'),
        ),
        migrations.AddField(
            model_name='activity',
            name='asked_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='asked on'),
        ),
        migrations.AddField(
            model_name='activity',
            name='asked_organisation',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='contacts.organisation', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='activity',
            name='asked_person',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='contacts.person', verbose_name='person'),
        ),
        migrations.AddField(
            model_name='activity',
            name='reminded_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='reminded on'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='answer',
            field=models.TextField(blank=True, db_default='', verbose_name='answer'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='answered_on',
            field=models.DateField(blank=True, null=True, verbose_name='answered on'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='asked_colleague',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='colleague'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='asked_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='asked on'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='asked_organisation',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contacts.organisation', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='asked_person',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contacts.person', verbose_name='person'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='reminded_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='reminded on'),
        ),
        migrations.AlterField(
            model_name='activity',
            name='kind',
            field=models.CharField(choices=[('task', 'Task'), ('request', 'Question'), ('note', 'Note'), ('call', 'Phone call'), ('appointment', 'Appointment'), ('visit', 'Home visit')], max_length=12, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='activityevent',
            name='kind',
            field=models.CharField(choices=[('task', 'Task'), ('request', 'Question'), ('note', 'Note'), ('call', 'Phone call'), ('appointment', 'Appointment'), ('visit', 'Home visit')], max_length=12, verbose_name='kind'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "timeline_activityevent" ("answer", "answered_on", "asked_colleague_id", "asked_on", "asked_organisation_id", "asked_person_id", "assignee_id", "case_file_id", "created_at", "created_by_id", "done_at", "done_by_id", "due_on", "ends_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinned", "reminded_on", "starts_at", "text", "title") VALUES (NEW."answer", NEW."answered_on", NEW."asked_colleague_id", NEW."asked_on", NEW."asked_organisation_id", NEW."asked_person_id", NEW."assignee_id", NEW."case_file_id", NEW."created_at", NEW."created_by_id", NEW."done_at", NEW."done_by_id", NEW."due_on", NEW."ends_at", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pinned", NEW."reminded_on", NEW."starts_at", NEW."text", NEW."title"); RETURN NULL;', hash='077b2b0ab9a8834c65d006df0324f0bb46a2b15e', operation='INSERT', pgid='pgtrigger_insert_insert_c9581', table='timeline_activity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "timeline_activityevent" ("answer", "answered_on", "asked_colleague_id", "asked_on", "asked_organisation_id", "asked_person_id", "assignee_id", "case_file_id", "created_at", "created_by_id", "done_at", "done_by_id", "due_on", "ends_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinned", "reminded_on", "starts_at", "text", "title") VALUES (NEW."answer", NEW."answered_on", NEW."asked_colleague_id", NEW."asked_on", NEW."asked_organisation_id", NEW."asked_person_id", NEW."assignee_id", NEW."case_file_id", NEW."created_at", NEW."created_by_id", NEW."done_at", NEW."done_by_id", NEW."due_on", NEW."ends_at", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pinned", NEW."reminded_on", NEW."starts_at", NEW."text", NEW."title"); RETURN NULL;', hash='bf3658cc9d2c424297abb8d8fbfc9c2bffd9fc07', operation='UPDATE', pgid='pgtrigger_update_update_ba874', table='timeline_activity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "timeline_activityevent" ("answer", "answered_on", "asked_colleague_id", "asked_on", "asked_organisation_id", "asked_person_id", "assignee_id", "case_file_id", "created_at", "created_by_id", "done_at", "done_by_id", "due_on", "ends_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinned", "reminded_on", "starts_at", "text", "title") VALUES (OLD."answer", OLD."answered_on", OLD."asked_colleague_id", OLD."asked_on", OLD."asked_organisation_id", OLD."asked_person_id", OLD."assignee_id", OLD."case_file_id", OLD."created_at", OLD."created_by_id", OLD."done_at", OLD."done_by_id", OLD."due_on", OLD."ends_at", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pinned", OLD."reminded_on", OLD."starts_at", OLD."text", OLD."title"); RETURN NULL;', hash='7e33c786a81f1569c0ff5f7c29248e4b288abf42', operation='DELETE', pgid='pgtrigger_delete_delete_cb57a', table='timeline_activity', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('asked_on', None), ('asked_colleague', None), ('asked_organisation', None), ('asked_person', None)), models.Q(('asked_on__isnull', False), ('kind', 'request'), models.Q(models.Q(('asked_colleague', None), ('asked_organisation', None), ('asked_person__isnull', False)), models.Q(('asked_colleague', None), ('asked_organisation__isnull', False), ('asked_person', None)), models.Q(('asked_colleague__isnull', False), ('asked_organisation', None), ('asked_person', None)), _connector='OR')), _connector='OR'), name='request_is_asked_of_one', violation_error_message='Choose one: an organisation, a person or a colleague.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('reminded_on', None), models.Q(('asked_on__isnull', False), ('reminded_on__gte', models.F('asked_on'))), _connector='OR'), name='request_reminded_after_it_was_asked'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('answered_on', None), models.Q(('answered_on__gte', models.F('asked_on')), ('asked_on__isnull', False)), _connector='OR'), name='request_answered_after_it_was_asked', violation_error_message='The answer cannot lie before the question.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('answered_on', None), ('done_at__isnull', False), _connector='OR'), name='request_answered_means_done'),
        ),
    ]
