"""The desk: what is granted, set ready and picked up, with its permit; a consumable has a case file."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):

    dependencies = [
        ('contacts', '0013_measures'),
        ('dossiers', '0038_lending'),
        ('timeline', '0006_indexes_of_requests'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='lendingdetail',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='lendingdetail',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='lendingdetail',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='piece',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='piece',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='piece',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='stockkind',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='stockkind',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='stockkind',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='lendingdetail',
            name='lending_is_of_the_lists',
        ),
        migrations.AddField(
            model_name='lendingdetail',
            name='granted_on',
            field=models.DateField(blank=True, null=True, verbose_name='granted on'),
        ),
        migrations.AddField(
            model_name='lendingdetail',
            name='over_because',
            field=models.CharField(blank=True, db_default='', max_length=200, verbose_name='why more than the maximum'),
        ),
        migrations.AddField(
            model_name='lendingdetail',
            name='permit',
            field=models.CharField(blank=True, choices=[('none', 'none needed'), ('notice', 'notification'), ('permit', 'permit')], db_default='', max_length=6, verbose_name='permit needed'),
        ),
        migrations.AddField(
            model_name='lendingdetail',
            name='permit_asked_on',
            field=models.DateField(blank=True, null=True, verbose_name='permit asked on'),
        ),
        migrations.AddField(
            model_name='lendingdetail',
            name='permit_granted_on',
            field=models.DateField(blank=True, null=True, verbose_name='permit granted on'),
        ),
        migrations.AddField(
            model_name='lendingdetail',
            name='permit_number',
            field=models.CharField(blank=True, db_default='', max_length=30, verbose_name='number of the permit'),
        ),
        migrations.AddField(
            model_name='lendingdetail',
            name='permit_refused_because',
            field=models.CharField(blank=True, db_default='', max_length=200, verbose_name='why it was refused'),
        ),
        migrations.AddField(
            model_name='lendingdetail',
            name='permit_refused_on',
            field=models.DateField(blank=True, null=True, verbose_name='permit refused on'),
        ),
        migrations.AddField(
            model_name='lendingdetail',
            name='pickup_on',
            field=models.DateField(blank=True, null=True, verbose_name='to be picked up on'),
        ),
        migrations.AddField(
            model_name='lendingdetail',
            name='ready_on',
            field=models.DateField(blank=True, null=True, verbose_name='set ready on'),
        ),
        migrations.AddField(
            model_name='lendingdetail',
            name='stock',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.stockkind', verbose_name='from which stock'),
        ),
        migrations.AddField(
            model_name='lendingdetailevent',
            name='granted_on',
            field=models.DateField(blank=True, null=True, verbose_name='granted on'),
        ),
        migrations.AddField(
            model_name='lendingdetailevent',
            name='over_because',
            field=models.CharField(blank=True, db_default='', max_length=200, verbose_name='why more than the maximum'),
        ),
        migrations.AddField(
            model_name='lendingdetailevent',
            name='permit',
            field=models.CharField(blank=True, choices=[('none', 'none needed'), ('notice', 'notification'), ('permit', 'permit')], db_default='', max_length=6, verbose_name='permit needed'),
        ),
        migrations.AddField(
            model_name='lendingdetailevent',
            name='permit_asked_on',
            field=models.DateField(blank=True, null=True, verbose_name='permit asked on'),
        ),
        migrations.AddField(
            model_name='lendingdetailevent',
            name='permit_granted_on',
            field=models.DateField(blank=True, null=True, verbose_name='permit granted on'),
        ),
        migrations.AddField(
            model_name='lendingdetailevent',
            name='permit_number',
            field=models.CharField(blank=True, db_default='', max_length=30, verbose_name='number of the permit'),
        ),
        migrations.AddField(
            model_name='lendingdetailevent',
            name='permit_refused_because',
            field=models.CharField(blank=True, db_default='', max_length=200, verbose_name='why it was refused'),
        ),
        migrations.AddField(
            model_name='lendingdetailevent',
            name='permit_refused_on',
            field=models.DateField(blank=True, null=True, verbose_name='permit refused on'),
        ),
        migrations.AddField(
            model_name='lendingdetailevent',
            name='pickup_on',
            field=models.DateField(blank=True, null=True, verbose_name='to be picked up on'),
        ),
        migrations.AddField(
            model_name='lendingdetailevent',
            name='ready_on',
            field=models.DateField(blank=True, null=True, verbose_name='set ready on'),
        ),
        migrations.AddField(
            model_name='lendingdetailevent',
            name='stock',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.stockkind', verbose_name='from which stock'),
        ),
        migrations.AddField(
            model_name='piece',
            name='depot',
            field=models.CharField(blank=True, db_default='', max_length=80, verbose_name='where it lies'),
        ),
        migrations.AddField(
            model_name='pieceevent',
            name='depot',
            field=models.CharField(blank=True, db_default='', max_length=80, verbose_name='where it lies'),
        ),
        migrations.AddField(
            model_name='stockkind',
            name='case_file',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stock_kind', to='timeline.casefile'),
        ),
        migrations.AddField(
            model_name='stockkind',
            name='counts_as',
            field=models.CharField(choices=[('bags', 'number of bags'), ('items', 'number of pieces')], db_default='items', default='items', max_length=5, verbose_name='counts for the report as'),
        ),
        migrations.AddField(
            model_name='stockkindevent',
            name='case_file',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='timeline.casefile'),
        ),
        migrations.AddField(
            model_name='stockkindevent',
            name='counts_as',
            field=models.CharField(choices=[('bags', 'number of bags'), ('items', 'number of pieces')], db_default='items', default='items', max_length=5, verbose_name='counts for the report as'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lendingdetail',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_lendingdetailevent" ("area", "asked_on", "bags", "depaved", "done_on", "dossier_id", "dossier_type", "granted_on", "greened", "ground", "group_lead_id", "group_name", "handled_on", "households", "is_complete", "items", "more_asked_on", "more_received_on", "outcome", "over_because", "owner_agrees", "permit", "permit_asked_on", "permit_granted_on", "permit_number", "permit_refused_because", "permit_refused_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pickup_on", "planned_on", "quantity", "ready_on", "refused_because", "rules_agreed_how", "rules_agreed_on", "rules_version", "sent_on", "sent_to_id", "stock_id") VALUES (NEW."area", NEW."asked_on", NEW."bags", NEW."depaved", NEW."done_on", NEW."dossier_id", NEW."dossier_type", NEW."granted_on", NEW."greened", NEW."ground", NEW."group_lead_id", NEW."group_name", NEW."handled_on", NEW."households", NEW."is_complete", NEW."items", NEW."more_asked_on", NEW."more_received_on", NEW."outcome", NEW."over_because", NEW."owner_agrees", NEW."permit", NEW."permit_asked_on", NEW."permit_granted_on", NEW."permit_number", NEW."permit_refused_because", NEW."permit_refused_on", _pgh_attach_context(), NOW(), \'insert\', NEW."dossier_id", NEW."pickup_on", NEW."planned_on", NEW."quantity", NEW."ready_on", NEW."refused_because", NEW."rules_agreed_how", NEW."rules_agreed_on", NEW."rules_version", NEW."sent_on", NEW."sent_to_id", NEW."stock_id"); RETURN NULL;', hash='8351a805c49cb451ae0d8c7552adc7257407584f', operation='INSERT', pgid='pgtrigger_insert_insert_79fff', table='dossiers_lendingdetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lendingdetail',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_lendingdetailevent" ("area", "asked_on", "bags", "depaved", "done_on", "dossier_id", "dossier_type", "granted_on", "greened", "ground", "group_lead_id", "group_name", "handled_on", "households", "is_complete", "items", "more_asked_on", "more_received_on", "outcome", "over_because", "owner_agrees", "permit", "permit_asked_on", "permit_granted_on", "permit_number", "permit_refused_because", "permit_refused_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pickup_on", "planned_on", "quantity", "ready_on", "refused_because", "rules_agreed_how", "rules_agreed_on", "rules_version", "sent_on", "sent_to_id", "stock_id") VALUES (NEW."area", NEW."asked_on", NEW."bags", NEW."depaved", NEW."done_on", NEW."dossier_id", NEW."dossier_type", NEW."granted_on", NEW."greened", NEW."ground", NEW."group_lead_id", NEW."group_name", NEW."handled_on", NEW."households", NEW."is_complete", NEW."items", NEW."more_asked_on", NEW."more_received_on", NEW."outcome", NEW."over_because", NEW."owner_agrees", NEW."permit", NEW."permit_asked_on", NEW."permit_granted_on", NEW."permit_number", NEW."permit_refused_because", NEW."permit_refused_on", _pgh_attach_context(), NOW(), \'update\', NEW."dossier_id", NEW."pickup_on", NEW."planned_on", NEW."quantity", NEW."ready_on", NEW."refused_because", NEW."rules_agreed_how", NEW."rules_agreed_on", NEW."rules_version", NEW."sent_on", NEW."sent_to_id", NEW."stock_id"); RETURN NULL;', hash='4d6d30f6473d154dbe41e89a80a51511e2132719', operation='UPDATE', pgid='pgtrigger_update_update_f008c', table='dossiers_lendingdetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lendingdetail',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_lendingdetailevent" ("area", "asked_on", "bags", "depaved", "done_on", "dossier_id", "dossier_type", "granted_on", "greened", "ground", "group_lead_id", "group_name", "handled_on", "households", "is_complete", "items", "more_asked_on", "more_received_on", "outcome", "over_because", "owner_agrees", "permit", "permit_asked_on", "permit_granted_on", "permit_number", "permit_refused_because", "permit_refused_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pickup_on", "planned_on", "quantity", "ready_on", "refused_because", "rules_agreed_how", "rules_agreed_on", "rules_version", "sent_on", "sent_to_id", "stock_id") VALUES (OLD."area", OLD."asked_on", OLD."bags", OLD."depaved", OLD."done_on", OLD."dossier_id", OLD."dossier_type", OLD."granted_on", OLD."greened", OLD."ground", OLD."group_lead_id", OLD."group_name", OLD."handled_on", OLD."households", OLD."is_complete", OLD."items", OLD."more_asked_on", OLD."more_received_on", OLD."outcome", OLD."over_because", OLD."owner_agrees", OLD."permit", OLD."permit_asked_on", OLD."permit_granted_on", OLD."permit_number", OLD."permit_refused_because", OLD."permit_refused_on", _pgh_attach_context(), NOW(), \'delete\', OLD."dossier_id", OLD."pickup_on", OLD."planned_on", OLD."quantity", OLD."ready_on", OLD."refused_because", OLD."rules_agreed_how", OLD."rules_agreed_on", OLD."rules_version", OLD."sent_on", OLD."sent_to_id", OLD."stock_id"); RETURN NULL;', hash='718f6205e821d7cb752d4e9deb9f2d28f3ab38ac', operation='DELETE', pgid='pgtrigger_delete_delete_0bfe1', table='dossiers_lendingdetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='piece',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_pieceevent" ("depot", "id", "is_active", "kind_id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."depot", NEW."id", NEW."is_active", NEW."kind_id", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state"); RETURN NULL;', hash='a47bc3aec5ad1093d903f165b048190a7aad4ce8', operation='INSERT', pgid='pgtrigger_insert_insert_cc71d', table='dossiers_piece', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='piece',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_pieceevent" ("depot", "id", "is_active", "kind_id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."depot", NEW."id", NEW."is_active", NEW."kind_id", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state"); RETURN NULL;', hash='173c50e991cac0f279861bdb10e8fe43e5e40937', operation='UPDATE', pgid='pgtrigger_update_update_68a80', table='dossiers_piece', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='piece',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_pieceevent" ("depot", "id", "is_active", "kind_id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (OLD."depot", OLD."id", OLD."is_active", OLD."kind_id", OLD."note", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state"); RETURN NULL;', hash='78075236b8ed8bc3ece3164abdf85d1bbce27ae2', operation='DELETE', pgid='pgtrigger_delete_delete_3a222', table='dossiers_piece', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stockkind',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_stockkindevent" ("case_file_id", "counts_as", "depot", "id", "is_active", "low_told_on", "minimum", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity", "subtype_id", "unit") VALUES (NEW."case_file_id", NEW."counts_as", NEW."depot", NEW."id", NEW."is_active", NEW."low_told_on", NEW."minimum", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."quantity", NEW."subtype_id", NEW."unit"); RETURN NULL;', hash='76777c56960711323b0476390ef664f7b58efbea', operation='INSERT', pgid='pgtrigger_insert_insert_9c4f8', table='dossiers_stockkind', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stockkind',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."case_file_id" IS DISTINCT FROM (NEW."case_file_id") OR OLD."counts_as" IS DISTINCT FROM (NEW."counts_as") OR OLD."depot" IS DISTINCT FROM (NEW."depot") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."low_told_on" IS DISTINCT FROM (NEW."low_told_on") OR OLD."minimum" IS DISTINCT FROM (NEW."minimum") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."quantity" IS DISTINCT FROM (NEW."quantity") OR OLD."subtype_id" IS DISTINCT FROM (NEW."subtype_id") OR OLD."unit" IS DISTINCT FROM (NEW."unit"))', func='INSERT INTO "dossiers_stockkindevent" ("case_file_id", "counts_as", "depot", "id", "is_active", "low_told_on", "minimum", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity", "subtype_id", "unit") VALUES (NEW."case_file_id", NEW."counts_as", NEW."depot", NEW."id", NEW."is_active", NEW."low_told_on", NEW."minimum", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."quantity", NEW."subtype_id", NEW."unit"); RETURN NULL;', hash='b18cec4da832322811e26e65fc6be84542a28f3c', operation='UPDATE', pgid='pgtrigger_update_update_d97a7', table='dossiers_stockkind', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stockkind',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_stockkindevent" ("case_file_id", "counts_as", "depot", "id", "is_active", "low_told_on", "minimum", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity", "subtype_id", "unit") VALUES (OLD."case_file_id", OLD."counts_as", OLD."depot", OLD."id", OLD."is_active", OLD."low_told_on", OLD."minimum", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."quantity", OLD."subtype_id", OLD."unit"); RETURN NULL;', hash='feb86fed018319ffa2cfc6842a8045cd628d659b', operation='DELETE', pgid='pgtrigger_delete_delete_c7815', table='dossiers_stockkind', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='lendingdetail',
            constraint=models.CheckConstraint(condition=models.Q(('ground__in', ['', 'private', 'public', 'both']), ('owner_agrees__in', ['', 'yes', 'no', 'unknown']), ('rules_agreed_how__in', ['', 'signed', 'form', 'phone']), ('outcome__in', ['', 'granted', 'lent', 'returned', 'refused', 'withdrawn']), ('permit__in', ['', 'none', 'notice', 'permit'])), name='lending_is_of_the_lists'),
        ),
        migrations.AddConstraint(
            model_name='lendingdetail',
            constraint=models.CheckConstraint(condition=models.Q(('permit_granted_on', None), ('permit_refused_on', None), _connector='OR'), name='lending_permit_granted_or_refused', violation_error_message='A permit is granted or refused: empty one of the two dates.'),
        ),
        migrations.AddConstraint(
            model_name='lendingdetail',
            constraint=models.CheckConstraint(condition=models.Q(('permit_refused_on', None), models.Q(('permit_refused_because', ''), _negated=True), _connector='OR'), name='lending_permit_refused_says_why', violation_error_message='Write down why the permit was refused.'),
        ),
        migrations.AddConstraint(
            model_name='stockkind',
            constraint=models.CheckConstraint(condition=models.Q(('counts_as__in', ['bags', 'items'])), name='stock_counts_as_is_known'),
        ),
    ]
