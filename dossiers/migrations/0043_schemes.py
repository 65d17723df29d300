"""Sheets of schemes with their versions and conditions, and the rights check of a dossier."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):

    dependencies = [
        ('dossiers', '0042_shields'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RightsAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fact', models.CharField(max_length=60, verbose_name='of what')),
                ('value', models.CharField(max_length=400, verbose_name='answer')),
                ('told_on', models.DateField(verbose_name='told on')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rights_answers', to='dossiers.dossier')),
                ('told_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'answer for the rights check',
                'verbose_name_plural': 'answers for the rights check',
            },
        ),
        migrations.CreateModel(
            name='RightsAnswerEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('fact', models.CharField(max_length=60, verbose_name='of what')),
                ('value', models.CharField(max_length=400, verbose_name='answer')),
                ('told_on', models.DateField(verbose_name='told on')),
                ('dossier', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.rightsanswer')),
                ('told_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RightsCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_on', models.DateField(verbose_name='checked on')),
                ('facts', models.JSONField(default=list)),
                ('kept_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rights_checks', to='dossiers.dossier')),
                ('kept_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by')),
            ],
            options={
                'verbose_name': 'rights check',
                'verbose_name_plural': 'rights checks',
                'ordering': ('-made_on', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Scheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('kind', models.CharField(choices=[('premium', 'premium'), ('subsidy', 'subsidy'), ('loan', 'loan'), ('guidance', 'guidance'), ('scan', 'energy scan'), ('tax', 'tax benefit')], max_length=8, verbose_name='kind')),
                ('by', models.CharField(blank=True, help_text='Who gives it and decides on it.', max_length=120, verbose_name='by whom')),
                ('opens', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.subtype', verbose_name='opens a dossier')),
                ('product', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.referralproduct', verbose_name='product of a referral')),
            ],
            options={
                'verbose_name': 'scheme',
                'verbose_name_plural': 'schemes',
                'ordering': ['position', 'name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SchemeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('kind', models.CharField(choices=[('premium', 'premium'), ('subsidy', 'subsidy'), ('loan', 'loan'), ('guidance', 'guidance'), ('scan', 'energy scan'), ('tax', 'tax benefit')], max_length=8, verbose_name='kind')),
                ('by', models.CharField(blank=True, help_text='Who gives it and decides on it.', max_length=120, verbose_name='by whom')),
                ('opens', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.subtype', verbose_name='opens a dossier')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.scheme')),
                ('product', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.referralproduct', verbose_name='product of a referral')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SchemeQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('name', models.CharField(help_text='As it is asked of the client, in a plain sentence.', max_length=200, verbose_name='question')),
                ('short', models.CharField(help_text='What holds when it is yes.', max_length=120, verbose_name='as a condition')),
            ],
            options={
                'verbose_name': 'question of the rights check',
                'verbose_name_plural': 'questions of the rights check',
                'ordering': ['position', 'name'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(models.F('code'), name='schemequestion_code_once'), models.UniqueConstraint(fields=('name',), name='scheme_question_name_once')],
            },
        ),
        migrations.CreateModel(
            name='SchemeCondition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.PositiveSmallIntegerField(default=1, help_text='Of the conditions in one group one is enough.', verbose_name='group')),
                ('fact', models.CharField(choices=[('capacity', 'capacity'), ('lives_there', 'lives there'), ('category', 'income category'), ('construction_year', 'construction year'), ('label', 'label'), ('bought_on', 'bought on'), ('works', 'works and topics'), ('question', 'a question')], max_length=17, verbose_name='of what')),
                ('comparison', models.CharField(choices=[('in', 'is one of'), ('not_in', 'is none of'), ('from', 'from … on'), ('until', 'until … included'), ('age', 'at least so many years ago')], default='in', max_length=6, verbose_name='comparison')),
                ('values', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None, verbose_name='values')),
                ('text', models.CharField(blank=True, help_text='Empty: made from the values.', max_length=200, verbose_name='in words')),
                ('question', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.schemequestion', verbose_name='question')),
            ],
            options={
                'verbose_name': 'condition of a scheme',
                'verbose_name_plural': 'conditions of a scheme',
                'ordering': ('group', 'pk'),
            },
        ),
        migrations.AddField(
            model_name='scandetail',
            name='criteria',
            field=models.ManyToManyField(blank=True, related_name='+', to='dossiers.schemequestion', verbose_name='what holds for the client'),
        ),
        migrations.CreateModel(
            name='SchemeVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=80, verbose_name='code')),
                ('valid_from', models.DateField(blank=True, help_text='Empty: the source does not say since when.', null=True, verbose_name='valid from')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('decides', models.CharField(blank=True, choices=[('application', 'date of the application'), ('deed', 'date of the deed'), ('invoice', 'date of the invoice'), ('signing', 'date of signing'), ('today', 'today: it holds for running cases too')], help_text='Empty: to be confirmed.', max_length=11, verbose_name='which date decides')),
                ('ask_until', models.DateField(blank=True, null=True, verbose_name='can be asked until')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ('is_closed', models.BooleanField(default=False, help_text='It stays visible as closed.', verbose_name='closed on a day that is not known')),
                ('for_whom', models.TextField(blank=True, verbose_name='for whom')),
                ('how_much', models.TextField(blank=True, verbose_name='how much')),
                ('terms', models.TextField(blank=True, help_text='The rule, as the source says it.', verbose_name='conditions')),
                ('where', models.CharField(blank=True, max_length=200, verbose_name='where to ask it')),
                ('plain', models.TextField(blank=True, help_text='In a few plain sentences, with u. It is printed.', verbose_name='for the client')),
                ('is_confirmed', models.BooleanField(default=True, help_text='Without this the check never says yes: it depends on what is to be confirmed.', verbose_name='the rule is confirmed')),
                ('to_confirm', models.TextField(blank=True, help_text='What sources contradict or do not say.', verbose_name='to be confirmed')),
                ('source', models.CharField(max_length=300, verbose_name='source')),
                ('source_url', models.CharField(blank=True, max_length=300, validators=[django.core.validators.URLValidator(schemes=['https', 'http'])], verbose_name='page of the source')),
                ('checked_on', models.DateField(default=django.utils.timezone.localdate, help_text='When somebody last compared the sheet with its source.', verbose_name='checked on')),
                ('scheme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='dossiers.scheme', verbose_name='scheme')),
            ],
            options={
                'verbose_name': 'sheet of a scheme',
                'verbose_name_plural': 'sheets of schemes',
                'ordering': ('scheme', models.OrderBy(models.F('valid_from'), descending=True, nulls_last=True)),
            },
        ),
        migrations.CreateModel(
            name='SchemeConditionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('group', models.PositiveSmallIntegerField(default=1, help_text='Of the conditions in one group one is enough.', verbose_name='group')),
                ('fact', models.CharField(choices=[('capacity', 'capacity'), ('lives_there', 'lives there'), ('category', 'income category'), ('construction_year', 'construction year'), ('label', 'label'), ('bought_on', 'bought on'), ('works', 'works and topics'), ('question', 'a question')], max_length=17, verbose_name='of what')),
                ('comparison', models.CharField(choices=[('in', 'is one of'), ('not_in', 'is none of'), ('from', 'from … on'), ('until', 'until … included'), ('age', 'at least so many years ago')], default='in', max_length=6, verbose_name='comparison')),
                ('values', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None, verbose_name='values')),
                ('text', models.CharField(blank=True, help_text='Empty: made from the values.', max_length=200, verbose_name='in words')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.schemecondition')),
                ('question', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.schemequestion', verbose_name='question')),
                ('version', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.schemeversion', verbose_name='sheet')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='schemecondition',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conditions', to='dossiers.schemeversion', verbose_name='sheet'),
        ),
        migrations.CreateModel(
            name='RightsLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('yes', 'yes'), ('depends', 'depends on'), ('no', 'no'), ('closed', 'closed')], max_length=7, verbose_name='told')),
                ('sheet', models.JSONField()),
                ('check_of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='dossiers.rightscheck')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.schemeversion')),
            ],
            options={
                'verbose_name': 'line of a rights check',
                'verbose_name_plural': 'lines of a rights check',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='SchemeVersionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('valid_from', models.DateField(blank=True, help_text='Empty: the source does not say since when.', null=True, verbose_name='valid from')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('decides', models.CharField(blank=True, choices=[('application', 'date of the application'), ('deed', 'date of the deed'), ('invoice', 'date of the invoice'), ('signing', 'date of signing'), ('today', 'today: it holds for running cases too')], help_text='Empty: to be confirmed.', max_length=11, verbose_name='which date decides')),
                ('ask_until', models.DateField(blank=True, null=True, verbose_name='can be asked until')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ('is_closed', models.BooleanField(default=False, help_text='It stays visible as closed.', verbose_name='closed on a day that is not known')),
                ('for_whom', models.TextField(blank=True, verbose_name='for whom')),
                ('how_much', models.TextField(blank=True, verbose_name='how much')),
                ('terms', models.TextField(blank=True, help_text='The rule, as the source says it.', verbose_name='conditions')),
                ('where', models.CharField(blank=True, max_length=200, verbose_name='where to ask it')),
                ('plain', models.TextField(blank=True, help_text='In a few plain sentences, with u. It is printed.', verbose_name='for the client')),
                ('is_confirmed', models.BooleanField(default=True, help_text='Without this the check never says yes: it depends on what is to be confirmed.', verbose_name='the rule is confirmed')),
                ('to_confirm', models.TextField(blank=True, help_text='What sources contradict or do not say.', verbose_name='to be confirmed')),
                ('source', models.CharField(max_length=300, verbose_name='source')),
                ('source_url', models.CharField(blank=True, max_length=300, validators=[django.core.validators.URLValidator(schemes=['https', 'http'])], verbose_name='page of the source')),
                ('checked_on', models.DateField(default=django.utils.timezone.localdate, help_text='When somebody last compared the sheet with its source.', verbose_name='checked on')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.schemeversion')),
                ('scheme', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.scheme', verbose_name='scheme')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='rightsanswer',
            constraint=models.UniqueConstraint(fields=('dossier', 'fact'), name='rights_answer_once'),
        ),
        migrations.AddConstraint(
            model_name='rightsanswer',
            constraint=models.CheckConstraint(condition=models.Q(('value', ''), _negated=True), name='rights_answer_says_something'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rightsanswer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_rightsanswerevent" ("dossier_id", "fact", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_by_id", "told_on", "value") VALUES (NEW."dossier_id", NEW."fact", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."told_by_id", NEW."told_on", NEW."value"); RETURN NULL;', hash='704eebce168b6afd413e945a56fb8266b40fb33d', operation='INSERT', pgid='pgtrigger_insert_insert_50162', table='dossiers_rightsanswer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rightsanswer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_rightsanswerevent" ("dossier_id", "fact", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_by_id", "told_on", "value") VALUES (NEW."dossier_id", NEW."fact", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."told_by_id", NEW."told_on", NEW."value"); RETURN NULL;', hash='87289c6fec1990d8e75f02a62bf4576cceabf9e7', operation='UPDATE', pgid='pgtrigger_update_update_9b223', table='dossiers_rightsanswer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rightsanswer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_rightsanswerevent" ("dossier_id", "fact", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_by_id", "told_on", "value") VALUES (OLD."dossier_id", OLD."fact", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."told_by_id", OLD."told_on", OLD."value"); RETURN NULL;', hash='9527d5da6880e532a02257bf171a734bd977f439', operation='DELETE', pgid='pgtrigger_delete_delete_b6495', table='dossiers_rightsanswer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rightsanswerevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0aad12f348e0f822932d09995df79e700e9556a5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f4026', table='dossiers_rightsanswerevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='scheme',
            constraint=models.UniqueConstraint(models.F('code'), name='scheme_code_once'),
        ),
        migrations.AddConstraint(
            model_name='scheme',
            constraint=models.UniqueConstraint(fields=('name',), name='scheme_name_once', violation_error_message='There is a scheme of this name already.'),
        ),
        migrations.AddConstraint(
            model_name='scheme',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['premium', 'subsidy', 'loan', 'guidance', 'scan', 'tax'])), name='scheme_kind_is_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scheme',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_schemeevent" ("by", "id", "is_active", "kind", "name", "opens_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "product_id") VALUES (NEW."by", NEW."id", NEW."is_active", NEW."kind", NEW."name", NEW."opens_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."product_id"); RETURN NULL;', hash='f5a999d6d0277db6c980fac1f5cab8f6090d9f86', operation='INSERT', pgid='pgtrigger_insert_insert_69f23', table='dossiers_scheme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scheme',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."by" IS DISTINCT FROM (NEW."by") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."opens_id" IS DISTINCT FROM (NEW."opens_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."product_id" IS DISTINCT FROM (NEW."product_id"))', func='INSERT INTO "dossiers_schemeevent" ("by", "id", "is_active", "kind", "name", "opens_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "product_id") VALUES (NEW."by", NEW."id", NEW."is_active", NEW."kind", NEW."name", NEW."opens_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."product_id"); RETURN NULL;', hash='f8ceabfb2fb247665f1acb4d5ac18b23376020a2', operation='UPDATE', pgid='pgtrigger_update_update_71eb6', table='dossiers_scheme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scheme',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_schemeevent" ("by", "id", "is_active", "kind", "name", "opens_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "product_id") VALUES (OLD."by", OLD."id", OLD."is_active", OLD."kind", OLD."name", OLD."opens_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."product_id"); RETURN NULL;', hash='8502845a53d47c7c309852f670243c583b5bca8c', operation='DELETE', pgid='pgtrigger_delete_delete_06ed8', table='dossiers_scheme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='schemeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='39aa1d72b7d92d212ca46a30c5982a7ff261bc63', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c9aad', table='dossiers_schemeevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='schemeversion',
            index=models.Index(fields=['scheme', 'valid_from'], name='scheme_version_by_day'),
        ),
        migrations.AddConstraint(
            model_name='schemeversion',
            constraint=models.UniqueConstraint(models.F('code'), name='scheme_version_code_once'),
        ),
        migrations.AddConstraint(
            model_name='schemeversion',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('scheme'), models.F('scheme'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('valid_from'), models.F('valid_until'), models.Value('[]'), function='daterange'), '&&')], name='scheme_versions_do_not_overlap', violation_error_message='Another sheet of this scheme holds in that period: end it first.'),
        ),
        migrations.AddConstraint(
            model_name='schemeversion',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_until', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='scheme_version_ends_after_its_start', violation_error_message='The last day cannot lie before the first.'),
        ),
        migrations.AddConstraint(
            model_name='schemeversion',
            constraint=models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='scheme_version_has_a_source', violation_error_message='Say where this is known from.'),
        ),
        migrations.AddConstraint(
            model_name='schemeversion',
            constraint=models.CheckConstraint(condition=models.Q(('source_url', ''), ('source_url__regex', '^https?://'), _connector='OR'), name='scheme_source_is_a_page_of_the_web'),
        ),
        migrations.AddConstraint(
            model_name='schemeversion',
            constraint=models.CheckConstraint(condition=models.Q(('decides__in', ['', 'application', 'deed', 'invoice', 'signing', 'today'])), name='scheme_version_decides_is_known'),
        ),
        migrations.AddConstraint(
            model_name='schemeversion',
            constraint=models.CheckConstraint(condition=models.Q(('is_closed', False), ('closed_on', None), _connector='OR'), name='scheme_closed_on_one_day_or_unknown'),
        ),
        migrations.AddConstraint(
            model_name='schemeversion',
            constraint=models.CheckConstraint(condition=models.Q(('is_confirmed', True), models.Q(('to_confirm', ''), _negated=True), _connector='OR'), name='scheme_version_says_what_is_to_be_confirmed', violation_error_message='Say what is to be confirmed.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='schemeversion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_schemeversionevent" ("ask_until", "checked_on", "closed_on", "decides", "for_whom", "how_much", "id", "is_closed", "is_confirmed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plain", "scheme_id", "source", "source_url", "terms", "to_confirm", "valid_from", "valid_until", "where") VALUES (NEW."ask_until", NEW."checked_on", NEW."closed_on", NEW."decides", NEW."for_whom", NEW."how_much", NEW."id", NEW."is_closed", NEW."is_confirmed", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plain", NEW."scheme_id", NEW."source", NEW."source_url", NEW."terms", NEW."to_confirm", NEW."valid_from", NEW."valid_until", NEW."where"); RETURN NULL;', hash='33258b805e44fefa3f4650d88e0a829580eb2085', operation='INSERT', pgid='pgtrigger_insert_insert_2961b', table='dossiers_schemeversion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='schemeversion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."ask_until" IS DISTINCT FROM (NEW."ask_until") OR OLD."checked_on" IS DISTINCT FROM (NEW."checked_on") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."decides" IS DISTINCT FROM (NEW."decides") OR OLD."for_whom" IS DISTINCT FROM (NEW."for_whom") OR OLD."how_much" IS DISTINCT FROM (NEW."how_much") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_closed" IS DISTINCT FROM (NEW."is_closed") OR OLD."is_confirmed" IS DISTINCT FROM (NEW."is_confirmed") OR OLD."plain" IS DISTINCT FROM (NEW."plain") OR OLD."scheme_id" IS DISTINCT FROM (NEW."scheme_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."source_url" IS DISTINCT FROM (NEW."source_url") OR OLD."terms" IS DISTINCT FROM (NEW."terms") OR OLD."to_confirm" IS DISTINCT FROM (NEW."to_confirm") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from") OR OLD."valid_until" IS DISTINCT FROM (NEW."valid_until") OR OLD."where" IS DISTINCT FROM (NEW."where"))', func='INSERT INTO "dossiers_schemeversionevent" ("ask_until", "checked_on", "closed_on", "decides", "for_whom", "how_much", "id", "is_closed", "is_confirmed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plain", "scheme_id", "source", "source_url", "terms", "to_confirm", "valid_from", "valid_until", "where") VALUES (NEW."ask_until", NEW."checked_on", NEW."closed_on", NEW."decides", NEW."for_whom", NEW."how_much", NEW."id", NEW."is_closed", NEW."is_confirmed", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plain", NEW."scheme_id", NEW."source", NEW."source_url", NEW."terms", NEW."to_confirm", NEW."valid_from", NEW."valid_until", NEW."where"); RETURN NULL;', hash='a9384e6fe0483b1976915bd0e076123147f44641', operation='UPDATE', pgid='pgtrigger_update_update_a97ee', table='dossiers_schemeversion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='schemeversion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_schemeversionevent" ("ask_until", "checked_on", "closed_on", "decides", "for_whom", "how_much", "id", "is_closed", "is_confirmed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plain", "scheme_id", "source", "source_url", "terms", "to_confirm", "valid_from", "valid_until", "where") VALUES (OLD."ask_until", OLD."checked_on", OLD."closed_on", OLD."decides", OLD."for_whom", OLD."how_much", OLD."id", OLD."is_closed", OLD."is_confirmed", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plain", OLD."scheme_id", OLD."source", OLD."source_url", OLD."terms", OLD."to_confirm", OLD."valid_from", OLD."valid_until", OLD."where"); RETURN NULL;', hash='903e0fe270cda682f4458aea481196f338282571', operation='DELETE', pgid='pgtrigger_delete_delete_3b589', table='dossiers_schemeversion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='schemeconditionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='420bd52a1a79be7017bfd1fbb8988e72964b4923', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f5138', table='dossiers_schemeconditionevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='schemecondition',
            constraint=models.CheckConstraint(condition=models.Q(('fact__in', ['capacity', 'lives_there', 'category', 'construction_year', 'label', 'bought_on', 'works', 'question']), ('comparison__in', ['in', 'not_in', 'from', 'until', 'age'])), name='scheme_condition_is_of_the_lists'),
        ),
        migrations.AddConstraint(
            model_name='schemecondition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('fact', 'question'), ('question__isnull', False)), models.Q(models.Q(('fact', 'question'), _negated=True), ('question', None)), _connector='OR'), name='scheme_condition_names_its_question', violation_error_message='Choose the question that it asks.'),
        ),
        migrations.AddConstraint(
            model_name='schemecondition',
            constraint=models.CheckConstraint(condition=models.Q(('values__len__gte', 1)), name='scheme_condition_has_values'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='schemecondition',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_schemeconditionevent" ("comparison", "fact", "group", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "text", "values", "version_id") VALUES (NEW."comparison", NEW."fact", NEW."group", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."question_id", NEW."text", NEW."values", NEW."version_id"); RETURN NULL;', hash='083beedb2b4948e7273f6e5827b7613b2fa21353', operation='INSERT', pgid='pgtrigger_insert_insert_cc431', table='dossiers_schemecondition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='schemecondition',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_schemeconditionevent" ("comparison", "fact", "group", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "text", "values", "version_id") VALUES (NEW."comparison", NEW."fact", NEW."group", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."question_id", NEW."text", NEW."values", NEW."version_id"); RETURN NULL;', hash='ac11f0cd1e7768255b4584dc5e271b9cca68d12b', operation='UPDATE', pgid='pgtrigger_update_update_cbf26', table='dossiers_schemecondition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='schemecondition',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_schemeconditionevent" ("comparison", "fact", "group", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "text", "values", "version_id") VALUES (OLD."comparison", OLD."fact", OLD."group", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."question_id", OLD."text", OLD."values", OLD."version_id"); RETURN NULL;', hash='af3efbe1fcfe77efe3ff458563f461b4aa6e06d5', operation='DELETE', pgid='pgtrigger_delete_delete_79cf1', table='dossiers_schemecondition', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='rightsline',
            constraint=models.UniqueConstraint(fields=('check_of', 'version'), name='rights_line_once'),
        ),
        migrations.AddConstraint(
            model_name='rightsline',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['yes', 'depends', 'no', 'closed'])), name='rights_line_verdict_is_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='schemeversionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e79f554a87bbadc08d90c0fb1b45411489e1a7dd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5f24a', table='dossiers_schemeversionevent', when='BEFORE')),
        ),
    ]
