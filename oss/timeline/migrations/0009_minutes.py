"""How many minutes an activity took, and how many on the way."""

import django.core.validators
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0013_measures'),
        ('timeline', '0008_index_of_shielded'),
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
            name='minutes',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='minutes'),
        ),
        migrations.AddField(
            model_name='activity',
            name='travel_minutes',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='travel, in minutes'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='minutes',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='minutes'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='travel_minutes',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='travel, in minutes'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "timeline_activityevent" ("answer", "answered_on", "asked_colleague_id", "asked_on", "asked_organisation_id", "asked_person_id", "assignee_id", "case_file_id", "created_at", "created_by_id", "done_at", "done_by_id", "due_on", "ends_at", "id", "kind", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinned", "reminded_on", "starts_at", "text", "title", "travel_minutes") VALUES (NEW."answer", NEW."answered_on", NEW."asked_colleague_id", NEW."asked_on", NEW."asked_organisation_id", NEW."asked_person_id", NEW."assignee_id", NEW."case_file_id", NEW."created_at", NEW."created_by_id", NEW."done_at", NEW."done_by_id", NEW."due_on", NEW."ends_at", NEW."id", NEW."kind", NEW."minutes", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pinned", NEW."reminded_on", NEW."starts_at", NEW."text", NEW."title", NEW."travel_minutes"); RETURN NULL;', hash='f14a40316a2429b805f36a7702903b6cfaf0314d', operation='INSERT', pgid='pgtrigger_insert_insert_c9581', table='timeline_activity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "timeline_activityevent" ("answer", "answered_on", "asked_colleague_id", "asked_on", "asked_organisation_id", "asked_person_id", "assignee_id", "case_file_id", "created_at", "created_by_id", "done_at", "done_by_id", "due_on", "ends_at", "id", "kind", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinned", "reminded_on", "starts_at", "text", "title", "travel_minutes") VALUES (NEW."answer", NEW."answered_on", NEW."asked_colleague_id", NEW."asked_on", NEW."asked_organisation_id", NEW."asked_person_id", NEW."assignee_id", NEW."case_file_id", NEW."created_at", NEW."created_by_id", NEW."done_at", NEW."done_by_id", NEW."due_on", NEW."ends_at", NEW."id", NEW."kind", NEW."minutes", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pinned", NEW."reminded_on", NEW."starts_at", NEW."text", NEW."title", NEW."travel_minutes"); RETURN NULL;', hash='2cdf462d08221eec9954ec379a465cdf31e3dade', operation='UPDATE', pgid='pgtrigger_update_update_ba874', table='timeline_activity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "timeline_activityevent" ("answer", "answered_on", "asked_colleague_id", "asked_on", "asked_organisation_id", "asked_person_id", "assignee_id", "case_file_id", "created_at", "created_by_id", "done_at", "done_by_id", "due_on", "ends_at", "id", "kind", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinned", "reminded_on", "starts_at", "text", "title", "travel_minutes") VALUES (OLD."answer", OLD."answered_on", OLD."asked_colleague_id", OLD."asked_on", OLD."asked_organisation_id", OLD."asked_person_id", OLD."assignee_id", OLD."case_file_id", OLD."created_at", OLD."created_by_id", OLD."done_at", OLD."done_by_id", OLD."due_on", OLD."ends_at", OLD."id", OLD."kind", OLD."minutes", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pinned", OLD."reminded_on", OLD."starts_at", OLD."text", OLD."title", OLD."travel_minutes"); RETURN NULL;', hash='f7d95710f6f7cf1eb06c72a8a8ebfce584c4d4cc', operation='DELETE', pgid='pgtrigger_delete_delete_cb57a', table='timeline_activity', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('minutes', None), ('minutes__lte', 1440), _connector='OR'), models.Q(('travel_minutes', None), ('travel_minutes__lte', 1440), _connector='OR')), name='activity_within_a_day'),
        ),
    ]
