"""Questionnaires in versions, the survey of a dossier and its answers."""

import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):

    dependencies = [
        ('dossiers', '0033_uses_of_topics'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='reason',
            name='kind',
            field=models.CharField(choices=[('abandon', 'to abandon'), ('back', 'to step back or reopen'), ('inactive', 'to deactivate'), ('decline', 'not to do a work'), ('choose', 'to choose a quote'), ('survey', 'not to ask a survey')], max_length=8, verbose_name='used'),
        ),
        migrations.CreateModel(
            name='Questionnaire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('version', models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='version')),
                ('is_active', models.BooleanField(default=False, verbose_name='active')),
                ('subtype', models.ForeignKey(blank=True, help_text='Empty: for all subtypes without a questionnaire of their own.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='questionnaires', to='dossiers.subtype', verbose_name='subtype')),
            ],
            options={
                'verbose_name': 'questionnaire',
                'verbose_name_plural': 'questionnaires',
                'ordering': ('subtype__type', 'subtype__position', '-version'),
            },
        ),
        migrations.CreateModel(
            name='QuestionnaireEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('version', models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='version')),
                ('is_active', models.BooleanField(default=False, verbose_name='active')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.questionnaire')),
                ('subtype', models.ForeignKey(blank=True, db_constraint=False, help_text='Empty: for all subtypes without a questionnaire of their own.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.subtype', verbose_name='subtype')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='sent on')),
                ('reminders', models.PositiveSmallIntegerField(default=0, verbose_name='reminders')),
                ('reminded_on', models.DateField(blank=True, null=True, verbose_name='last reminder on')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('answered_by', models.CharField(blank=True, choices=[('page', 'by the client, on the page'), ('phone', 'by phone, written down by a colleague')], max_length=5, verbose_name='answered')),
                ('waived_on', models.DateField(blank=True, null=True, verbose_name='not needed since')),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='survey', to='dossiers.dossier')),
                ('questionnaire', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='dossiers.questionnaire')),
                ('waived_because', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.reason', verbose_name='why not needed')),
                ('waived_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'survey',
                'verbose_name_plural': 'surveys',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='SurveyAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='score')),
                ('choice', models.CharField(blank=True, max_length=80, verbose_name='choice')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='dossiers.survey')),
            ],
            options={
                'verbose_name': 'answer to a survey',
                'verbose_name_plural': 'answers to surveys',
                'ordering': ('question__position', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='SurveyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='sent on')),
                ('reminders', models.PositiveSmallIntegerField(default=0, verbose_name='reminders')),
                ('reminded_on', models.DateField(blank=True, null=True, verbose_name='last reminder on')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('answered_by', models.CharField(blank=True, choices=[('page', 'by the client, on the page'), ('phone', 'by phone, written down by a colleague')], max_length=5, verbose_name='answered')),
                ('waived_on', models.DateField(blank=True, null=True, verbose_name='not needed since')),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('asked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.survey')),
                ('questionnaire', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.questionnaire')),
                ('waived_because', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.reason', verbose_name='why not needed')),
                ('waived_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SurveyQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(help_text='Keep it in the next version where it stays the same question.', max_length=40, validators=[django.core.validators.RegexValidator('^[a-z][a-z0-9_]*\\Z', 'Small letters, digits and _, such as “clear”.')], verbose_name='short code')),
                ('kind', models.CharField(choices=[('score', 'score from 1 to 5'), ('yesno', "yes, no, don't know"), ('choice', 'one of several'), ('text', 'short text')], max_length=6, verbose_name='kind of answer')),
                ('text', models.CharField(max_length=200, verbose_name='question')),
                ('text_fr', models.CharField(blank=True, max_length=200, verbose_name='in French')),
                ('text_en', models.CharField(blank=True, max_length=200, verbose_name='in English')),
                ('options', models.TextField(blank=True, help_text='One a line: Dutch | French | English. Only for “one of several”.', verbose_name='to choose from')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('is_proposal', models.BooleanField(default=False, verbose_name='proposal')),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='dossiers.questionnaire')),
            ],
            options={
                'verbose_name': 'survey question',
                'verbose_name_plural': 'survey questions',
                'ordering': ('position', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='SurveyAnswerEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('score', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='score')),
                ('choice', models.CharField(blank=True, max_length=80, verbose_name='choice')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.surveyanswer')),
                ('survey', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.survey')),
                ('question', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.surveyquestion')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='surveyanswer',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='dossiers.surveyquestion'),
        ),
        migrations.CreateModel(
            name='SurveyQuestionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(help_text='Keep it in the next version where it stays the same question.', max_length=40, validators=[django.core.validators.RegexValidator('^[a-z][a-z0-9_]*\\Z', 'Small letters, digits and _, such as “clear”.')], verbose_name='short code')),
                ('kind', models.CharField(choices=[('score', 'score from 1 to 5'), ('yesno', "yes, no, don't know"), ('choice', 'one of several'), ('text', 'short text')], max_length=6, verbose_name='kind of answer')),
                ('text', models.CharField(max_length=200, verbose_name='question')),
                ('text_fr', models.CharField(blank=True, max_length=200, verbose_name='in French')),
                ('text_en', models.CharField(blank=True, max_length=200, verbose_name='in English')),
                ('options', models.TextField(blank=True, help_text='One a line: Dutch | French | English. Only for “one of several”.', verbose_name='to choose from')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('is_proposal', models.BooleanField(default=False, verbose_name='proposal')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.surveyquestion')),
                ('questionnaire', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.questionnaire')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='questionnaire',
            constraint=models.UniqueConstraint(models.F('code'), name='questionnaire_code_once'),
        ),
        migrations.AddConstraint(
            model_name='questionnaire',
            constraint=models.UniqueConstraint(fields=('subtype', 'version'), name='questionnaire_version_once', nulls_distinct=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='questionnaire',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_questionnaireevent" ("id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subtype_id", "version") VALUES (NEW."id", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."subtype_id", NEW."version"); RETURN NULL;', hash='2b097a695960706b765fe600822e1c8b3ed97758', operation='INSERT', pgid='pgtrigger_insert_insert_98741', table='dossiers_questionnaire', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='questionnaire',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."subtype_id" IS DISTINCT FROM (NEW."subtype_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "dossiers_questionnaireevent" ("id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subtype_id", "version") VALUES (NEW."id", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."subtype_id", NEW."version"); RETURN NULL;', hash='2fe6b940174eabcdb0784069e0a266de8b75aff4', operation='UPDATE', pgid='pgtrigger_update_update_634a5', table='dossiers_questionnaire', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='questionnaire',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_questionnaireevent" ("id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subtype_id", "version") VALUES (OLD."id", OLD."is_active", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."subtype_id", OLD."version"); RETURN NULL;', hash='5f13733c83e176c731bdf961b43c67981b8a4508', operation='DELETE', pgid='pgtrigger_delete_delete_c10c2', table='dossiers_questionnaire', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='questionnaireevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cc75baeaee394cf9ac02a6f6aa8e4ceb11e5fac9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_df0ed', table='dossiers_questionnaireevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='survey',
            index=models.Index(fields=['asked_on'], name='survey_by_day_asked'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(('asked_on__isnull', False), ('answered_on__isnull', False), ('waived_on__isnull', False), _connector='OR'), name='survey_is_asked_answered_or_waived'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(('answered_on', None), ('waived_on', None), _connector='OR'), name='survey_is_answered_or_waived'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_on', None), ('asked_on', None)), ('questionnaire__isnull', False), _connector='OR'), name='survey_asks_questions'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reminded_on', None), ('reminders', 0)), models.Q(('asked_on__isnull', False), ('reminded_on__isnull', False), ('reminders__gt', 0)), _connector='OR'), name='survey_reminds_of_what_was_asked'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_by', ''), ('answered_on', None)), models.Q(('answered_by__in', ['page', 'phone']), ('answered_on__isnull', False)), _connector='OR'), name='survey_answer_says_how_it_came'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('waived_because', None), ('waived_on', None)), models.Q(('waived_because__isnull', False), ('waived_on__isnull', False)), _connector='OR'), name='survey_is_waived_with_a_reason'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='survey',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_surveyevent" ("answered_by", "answered_on", "asked_by_id", "asked_on", "created", "dossier_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "questionnaire_id", "reminded_on", "reminders", "waived_because_id", "waived_by_id", "waived_on", "written_by_id") VALUES (NEW."answered_by", NEW."answered_on", NEW."asked_by_id", NEW."asked_on", NEW."created", NEW."dossier_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."questionnaire_id", NEW."reminded_on", NEW."reminders", NEW."waived_because_id", NEW."waived_by_id", NEW."waived_on", NEW."written_by_id"); RETURN NULL;', hash='6249ca65d9c919b620f87457d6df1e47753e76b5', operation='INSERT', pgid='pgtrigger_insert_insert_477b4', table='dossiers_survey', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='survey',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_surveyevent" ("answered_by", "answered_on", "asked_by_id", "asked_on", "created", "dossier_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "questionnaire_id", "reminded_on", "reminders", "waived_because_id", "waived_by_id", "waived_on", "written_by_id") VALUES (NEW."answered_by", NEW."answered_on", NEW."asked_by_id", NEW."asked_on", NEW."created", NEW."dossier_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."questionnaire_id", NEW."reminded_on", NEW."reminders", NEW."waived_because_id", NEW."waived_by_id", NEW."waived_on", NEW."written_by_id"); RETURN NULL;', hash='db62a4095eb7e603612c54517f0f34daadee0207', operation='UPDATE', pgid='pgtrigger_update_update_6db5d', table='dossiers_survey', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='survey',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_surveyevent" ("answered_by", "answered_on", "asked_by_id", "asked_on", "created", "dossier_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "questionnaire_id", "reminded_on", "reminders", "waived_because_id", "waived_by_id", "waived_on", "written_by_id") VALUES (OLD."answered_by", OLD."answered_on", OLD."asked_by_id", OLD."asked_on", OLD."created", OLD."dossier_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."questionnaire_id", OLD."reminded_on", OLD."reminders", OLD."waived_because_id", OLD."waived_by_id", OLD."waived_on", OLD."written_by_id"); RETURN NULL;', hash='7b8c8744b4488cd74394a420402f7979870de531', operation='DELETE', pgid='pgtrigger_delete_delete_7360d', table='dossiers_survey', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='surveyevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='327fa3a1fa038697dcdf1a8901bbf90a9400b831', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_16878', table='dossiers_surveyevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='surveyquestion',
            constraint=models.UniqueConstraint(fields=('questionnaire', 'code'), name='survey_question_code_once'),
        ),
        migrations.AddConstraint(
            model_name='surveyquestion',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['score', 'yesno', 'choice', 'text'])), name='survey_question_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='surveyquestion',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'choice'), ('options', ''), _connector='XOR'), name='survey_question_has_options_to_choose', violation_error_message='What one can choose from goes with “one of several”.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='surveyquestion',
            trigger=pgtrigger.compiler.Trigger(name='sent_question_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM dossiers_survey WHERE questionnaire_id = OLD.questionnaire_id) THEN\n        RAISE EXCEPTION 'these questions were sent: make a new version'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'survey_questions_that_were_sent_stay';\n    END IF;\n    IF TG_OP = 'DELETE' THEN\n        RETURN OLD;\n    END IF;\n    RETURN NEW;\n", hash='cc46c7bed339e38c399faa67ab9c684d31fd73e3', operation='UPDATE OR DELETE', pgid='pgtrigger_sent_question_stays_ae586', table='dossiers_surveyquestion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='surveyquestion',
            trigger=pgtrigger.compiler.Trigger(name='none_comes_after_sending', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM dossiers_survey WHERE questionnaire_id = NEW.questionnaire_id) THEN\n        RAISE EXCEPTION 'these questions were sent: make a new version'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'survey_questions_that_were_sent_stay';\n    END IF;\n    IF TG_OP = 'DELETE' THEN\n        RETURN OLD;\n    END IF;\n    RETURN NEW;\n", hash='a5e5a4867e664f61fc2edf7a4188870e4e990dc8', operation='INSERT', pgid='pgtrigger_none_comes_after_sending_d501d', table='dossiers_surveyquestion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='surveyquestion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_surveyquestionevent" ("code", "id", "is_active", "is_proposal", "kind", "options", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "questionnaire_id", "text", "text_en", "text_fr") VALUES (NEW."code", NEW."id", NEW."is_active", NEW."is_proposal", NEW."kind", NEW."options", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."questionnaire_id", NEW."text", NEW."text_en", NEW."text_fr"); RETURN NULL;', hash='b4a1fea54c61428f17f6b0549cf5a7151bfdb8dd', operation='INSERT', pgid='pgtrigger_insert_insert_8020b', table='dossiers_surveyquestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='surveyquestion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_surveyquestionevent" ("code", "id", "is_active", "is_proposal", "kind", "options", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "questionnaire_id", "text", "text_en", "text_fr") VALUES (NEW."code", NEW."id", NEW."is_active", NEW."is_proposal", NEW."kind", NEW."options", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."questionnaire_id", NEW."text", NEW."text_en", NEW."text_fr"); RETURN NULL;', hash='1e789fa0bda49fd4f64f9f62e30e4116dd7d7b7d', operation='UPDATE', pgid='pgtrigger_update_update_e1c99', table='dossiers_surveyquestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='surveyquestion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_surveyquestionevent" ("code", "id", "is_active", "is_proposal", "kind", "options", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "questionnaire_id", "text", "text_en", "text_fr") VALUES (OLD."code", OLD."id", OLD."is_active", OLD."is_proposal", OLD."kind", OLD."options", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."questionnaire_id", OLD."text", OLD."text_en", OLD."text_fr"); RETURN NULL;', hash='4f2db3596a68278b077b15cd1a42c2919265eedd', operation='DELETE', pgid='pgtrigger_delete_delete_d059b', table='dossiers_surveyquestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='surveyanswerevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='13d35ed7fbebdcebfafe06c0005c96e616ad2f57', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b3a32', table='dossiers_surveyanswerevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='surveyanswer',
            constraint=models.UniqueConstraint(fields=('survey', 'question'), name='survey_question_answered_once'),
        ),
        migrations.AddConstraint(
            model_name='surveyanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('choice', ''), ('score__isnull', False), ('text', '')), models.Q(('score', None), ('text', ''), models.Q(('choice', ''), _negated=True)), models.Q(('choice', ''), ('score', None), models.Q(('text', ''), _negated=True)), _connector='OR'), name='survey_answer_is_one_of_three'),
        ),
        migrations.AddConstraint(
            model_name='surveyanswer',
            constraint=models.CheckConstraint(condition=models.Q(('score', None), models.Q(('score__gte', 1), ('score__lte', 5)), _connector='OR'), name='survey_score_is_on_the_scale'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='surveyanswer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_surveyanswerevent" ("choice", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "score", "survey_id", "text") VALUES (NEW."choice", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."question_id", NEW."score", NEW."survey_id", NEW."text"); RETURN NULL;', hash='f961bf33dc8b42de56cab342b7aa936ab5a73fa1', operation='INSERT', pgid='pgtrigger_insert_insert_76fc3', table='dossiers_surveyanswer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='surveyanswer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_surveyanswerevent" ("choice", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "score", "survey_id", "text") VALUES (NEW."choice", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."question_id", NEW."score", NEW."survey_id", NEW."text"); RETURN NULL;', hash='1033526ae7b26c80e139c2b1bdef30186854f185', operation='UPDATE', pgid='pgtrigger_update_update_a2493', table='dossiers_surveyanswer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='surveyanswer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_surveyanswerevent" ("choice", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "score", "survey_id", "text") VALUES (OLD."choice", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."question_id", OLD."score", OLD."survey_id", OLD."text"); RETURN NULL;', hash='267cc860b7b521c084e0002e36864c4165a0ba11', operation='DELETE', pgid='pgtrigger_delete_delete_a43db', table='dossiers_surveyanswer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='surveyquestionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4505736be1cd66dad475666b905f368baf8c97c0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2f448', table='dossiers_surveyquestionevent', when='BEFORE')),
        ),
    ]
