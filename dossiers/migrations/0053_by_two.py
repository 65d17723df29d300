"""What two colleagues answer for is called alike; a payment of a premium is confirmed by another too.

Fields are renamed, their columns stay. What was paid before stands as it was noted, by one: `of_before` says so,
and nobody is named as who confirmed it.
"""

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce, StateAlone

RENAMED = {
    "drawdown": {
        "asked_by": "proposed_by",
        "asked_at": "proposed_at",
        "approved_by": "confirmed_by",
        "approved_at": "stands_since",
        "dropped_at": "ended_at",
        "dropped_by": "ended_by",
        "dropped_because": "ended_because",
    },
    "grantdecision": {
        "confirmed_at": "stands_since",
        "withdrawn_at": "ended_at",
        "withdrawn_by": "ended_by",
        "withdrawn_because": "ended_because",
    },
    "grantpayment": {
        "noted_by": "proposed_by",
        "cancelled_on": "ended_at",
        "cancelled_by": "ended_by",
        "cancelled_because": "ended_because",
    },
}
BEFORE = """
    UPDATE dossiers_grantpayment SET
        of_before = TRUE,
        proposed_at = noted.at,
        stands_since = noted.at
    FROM (
        SELECT payment.id, COALESCE(MIN(event.pgh_created_at), payment.paid_on::timestamptz) AS at
        FROM dossiers_grantpayment payment
        LEFT JOIN dossiers_grantpaymentevent event
            ON event.pgh_obj_id = payment.id AND event.pgh_label = 'insert'
        GROUP BY payment.id
    ) noted
    WHERE noted.id = dossiers_grantpayment.id
"""
"""Each payment that is there was noted by one, and counted from then on; cancelled ones stay so."""


def _renamed() -> list[migrations.RenameField]:
    return [
        migrations.RenameField(f"{model}{part}", was, now)
        for model, names in RENAMED.items()
        for was, now in names.items()
        for part in ("", "event")
    ]


class Migration(MigrationAtOnce):
    dependencies = [
        ("dossiers", "0051_words_of_a_desk_and_a_sheet"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(
            migrations.RemoveConstraint(model, name)
            for model, name in (
                ("loandecision", "loan_decision_confirmed_by_another"),
                ("loandecision", "loan_decision_stands_once_confirmed"),
                ("grantdecision", "grant_decision_has_four_eyes"),
                ("grantdecision", "grant_decision_withdrawn_says_why"),
                ("grantpayment", "grant_payment_cancelled_says_why"),
                ("drawdown", "drawdown_is_seen_by_four_eyes"),
                ("drawdown", "drawdown_is_approved_before_it_is_paid"),
                ("drawdown", "drawdown_dropped_says_why"),
            )
        ),
        # the columns stay; that who noted a payment may be empty, which none is, goes in a later release
        StateAlone([
            migrations.RemoveConstraint("grantdecision", "grant_decision_stands_once"),
            migrations.RemoveConstraint("drawdown", "invoice_drawn_once"),
            migrations.RemoveConstraint("grantpayment", "grant_paid_once_of_a_kind"),
            *_renamed(),
            *(
                migrations.AlterField(
                    model, "ended_at", models.DateField(db_column="cancelled_on", editable=False, null=True)
                )
                for model in ("grantpayment", "grantpaymentevent")
            ),
            *(
                migrations.AlterField(
                    model,
                    "ended_because",
                    models.CharField("why it was taken back", blank=True, editable=False, max_length=200),
                )
                for model in ("loandecision", "loandecisionevent")
            ),
            migrations.AddConstraint(
                model_name='grantpayment',
                constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('grant', 'kind'), name='grant_paid_once_of_a_kind', violation_error_message='This was paid already.'),
            ),
            migrations.AlterField(
                model_name='drawdown',
                name='confirmed_by',
                field=models.ForeignKey(db_column='approved_by_id', editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by'),
            ),
            migrations.AlterField(
                model_name='drawdown',
                name='ended_at',
                field=models.DateTimeField(db_column='dropped_at', editable=False, null=True, verbose_name='dropped at'),
            ),
            migrations.AlterField(
                model_name='drawdown',
                name='ended_because',
                field=models.CharField(blank=True, db_column='dropped_because', editable=False, max_length=200, verbose_name='why it is dropped'),
            ),
            migrations.AlterField(
                model_name='drawdown',
                name='ended_by',
                field=models.ForeignKey(db_column='dropped_by_id', editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AlterField(
                model_name='drawdown',
                name='proposed_at',
                field=models.DateTimeField(db_column='asked_at', db_default=django.db.models.functions.datetime.Now(), editable=False),
            ),
            migrations.AlterField(
                model_name='drawdown',
                name='proposed_by',
                field=models.ForeignKey(db_column='asked_by_id', editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by'),
            ),
            migrations.AlterField(
                model_name='drawdown',
                name='stands_since',
                field=models.DateTimeField(db_column='approved_at', editable=False, null=True, verbose_name='approved at'),
            ),
            migrations.AlterField(
                model_name='drawdownevent',
                name='confirmed_by',
                field=models.ForeignKey(db_column='approved_by_id', db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by'),
            ),
            migrations.AlterField(
                model_name='drawdownevent',
                name='ended_at',
                field=models.DateTimeField(db_column='dropped_at', editable=False, null=True, verbose_name='dropped at'),
            ),
            migrations.AlterField(
                model_name='drawdownevent',
                name='ended_because',
                field=models.CharField(blank=True, db_column='dropped_because', editable=False, max_length=200, verbose_name='why it is dropped'),
            ),
            migrations.AlterField(
                model_name='drawdownevent',
                name='ended_by',
                field=models.ForeignKey(db_column='dropped_by_id', db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AlterField(
                model_name='drawdownevent',
                name='proposed_at',
                field=models.DateTimeField(db_column='asked_at', db_default=django.db.models.functions.datetime.Now(), editable=False),
            ),
            migrations.AlterField(
                model_name='drawdownevent',
                name='proposed_by',
                field=models.ForeignKey(db_column='asked_by_id', db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by'),
            ),
            migrations.AlterField(
                model_name='drawdownevent',
                name='stands_since',
                field=models.DateTimeField(db_column='approved_at', editable=False, null=True, verbose_name='approved at'),
            ),
            migrations.AlterField(
                model_name='grantdecision',
                name='confirmed_by',
                field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by'),
            ),
            migrations.AlterField(
                model_name='grantdecision',
                name='ended_at',
                field=models.DateTimeField(db_column='withdrawn_at', editable=False, null=True),
            ),
            migrations.AlterField(
                model_name='grantdecision',
                name='ended_because',
                field=models.CharField(blank=True, db_column='withdrawn_because', editable=False, max_length=300, verbose_name='why it was taken back'),
            ),
            migrations.AlterField(
                model_name='grantdecision',
                name='ended_by',
                field=models.ForeignKey(db_column='withdrawn_by_id', editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AlterField(
                model_name='grantdecision',
                name='proposed_by',
                field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by'),
            ),
            migrations.AlterField(
                model_name='grantdecision',
                name='stands_since',
                field=models.DateTimeField(db_column='confirmed_at', editable=False, null=True),
            ),
            migrations.AlterField(
                model_name='grantdecisionevent',
                name='confirmed_by',
                field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by'),
            ),
            migrations.AlterField(
                model_name='grantdecisionevent',
                name='ended_at',
                field=models.DateTimeField(db_column='withdrawn_at', editable=False, null=True),
            ),
            migrations.AlterField(
                model_name='grantdecisionevent',
                name='ended_because',
                field=models.CharField(blank=True, db_column='withdrawn_because', editable=False, max_length=300, verbose_name='why it was taken back'),
            ),
            migrations.AlterField(
                model_name='grantdecisionevent',
                name='ended_by',
                field=models.ForeignKey(db_column='withdrawn_by_id', db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AlterField(
                model_name='grantdecisionevent',
                name='proposed_by',
                field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by'),
            ),
            migrations.AlterField(
                model_name='grantdecisionevent',
                name='stands_since',
                field=models.DateTimeField(db_column='confirmed_at', editable=False, null=True),
            ),
            migrations.AlterField(
                model_name='grantpayment',
                name='ended_because',
                field=models.CharField(blank=True, db_column='cancelled_because', editable=False, max_length=200, verbose_name='why'),
            ),
            migrations.AlterField(
                model_name='grantpayment',
                name='ended_by',
                field=models.ForeignKey(db_column='cancelled_by_id', editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AlterField(
                model_name='grantpayment',
                name='proposed_by',
                field=models.ForeignKey(db_column='noted_by_id', editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AlterField(
                model_name='grantpaymentevent',
                name='ended_because',
                field=models.CharField(blank=True, db_column='cancelled_because', editable=False, max_length=200, verbose_name='why'),
            ),
            migrations.AlterField(
                model_name='grantpaymentevent',
                name='ended_by',
                field=models.ForeignKey(db_column='cancelled_by_id', db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AlterField(
                model_name='grantpaymentevent',
                name='proposed_by',
                field=models.ForeignKey(db_column='noted_by_id', db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AlterField(
                model_name='loandecision',
                name='confirmed_by',
                field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by'),
            ),
            migrations.AlterField(
                model_name='loandecision',
                name='proposed_by',
                field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by'),
            ),
            migrations.AlterField(
                model_name='loandecisionevent',
                name='confirmed_by',
                field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by'),
            ),
            migrations.AlterField(
                model_name='loandecisionevent',
                name='proposed_by',
                field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by'),
            ),
            migrations.AddConstraint(
                model_name='drawdown',
                constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('invoice',), name='invoice_drawn_once', violation_error_message='A drawdown was asked for this invoice already.'),
            ),
            migrations.AddConstraint(
                model_name='grantdecision',
                constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('grant',), name='grant_decision_stands_once'),
            ),
        ]),
        migrations.AlterModelOptions(
            name='grantdecision',
            options={'ordering': ('-pk',), 'permissions': (('confirm_grantdecision', 'Can confirm the decision of a colleague on a premium'),), 'verbose_name': 'decision on a premium', 'verbose_name_plural': 'decisions on premiums'},
        ),
        migrations.AlterModelOptions(
            name='grantpayment',
            options={'ordering': ('paid_on', 'pk'), 'permissions': (('confirm_grantpayment', 'Can confirm the payment of a premium by a colleague'),), 'verbose_name': 'payment of a premium', 'verbose_name_plural': 'payments of premiums'},
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='grantpayment',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='grantpayment',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='grantpayment',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='grantpayment',
            name='confirmed_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by'),
        ),
        migrations.AddField(
            model_name='grantpayment',
            name='of_before',
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AddField(
            model_name='grantpayment',
            name='proposed_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
        ),
        migrations.AddField(
            model_name='grantpayment',
            name='stands_since',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='grantpaymentevent',
            name='confirmed_by',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by'),
        ),
        migrations.AddField(
            model_name='grantpaymentevent',
            name='of_before',
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AddField(
            model_name='grantpaymentevent',
            name='proposed_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
        ),
        migrations.AddField(
            model_name='grantpaymentevent',
            name='stands_since',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='grantdecision',
            name='proposed_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
        ),
        migrations.AlterField(
            model_name='grantdecisionevent',
            name='proposed_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantpayment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_grantpaymentevent" ("amount", "budget_key", "cancelled_because", "cancelled_by_id", "cancelled_on", "confirmed_by_id", "grant_id", "iban", "id", "kind", "noted_by_id", "of_before", "ordered_on", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "stands_since", "to") VALUES (NEW."amount", NEW."budget_key", NEW."cancelled_because", NEW."cancelled_by_id", NEW."cancelled_on", NEW."confirmed_by_id", NEW."grant_id", NEW."iban", NEW."id", NEW."kind", NEW."noted_by_id", NEW."of_before", NEW."ordered_on", NEW."paid_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."stands_since", NEW."to"); RETURN NULL;', hash='a90dfeacc3acadbfba0d6b44323757628979b370', operation='INSERT', pgid='pgtrigger_insert_insert_9b828', table='dossiers_grantpayment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantpayment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_grantpaymentevent" ("amount", "budget_key", "cancelled_because", "cancelled_by_id", "cancelled_on", "confirmed_by_id", "grant_id", "iban", "id", "kind", "noted_by_id", "of_before", "ordered_on", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "stands_since", "to") VALUES (NEW."amount", NEW."budget_key", NEW."cancelled_because", NEW."cancelled_by_id", NEW."cancelled_on", NEW."confirmed_by_id", NEW."grant_id", NEW."iban", NEW."id", NEW."kind", NEW."noted_by_id", NEW."of_before", NEW."ordered_on", NEW."paid_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."stands_since", NEW."to"); RETURN NULL;', hash='8c874dd473e7cbdf5594873330483a1af4fa2d7b', operation='UPDATE', pgid='pgtrigger_update_update_55154', table='dossiers_grantpayment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantpayment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_grantpaymentevent" ("amount", "budget_key", "cancelled_because", "cancelled_by_id", "cancelled_on", "confirmed_by_id", "grant_id", "iban", "id", "kind", "noted_by_id", "of_before", "ordered_on", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "stands_since", "to") VALUES (OLD."amount", OLD."budget_key", OLD."cancelled_because", OLD."cancelled_by_id", OLD."cancelled_on", OLD."confirmed_by_id", OLD."grant_id", OLD."iban", OLD."id", OLD."kind", OLD."noted_by_id", OLD."of_before", OLD."ordered_on", OLD."paid_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."stands_since", OLD."to"); RETURN NULL;', hash='b4a2e73bfea8b8fff4ad1b8e05b2bf8e995a4823', operation='DELETE', pgid='pgtrigger_delete_delete_06612', table='dossiers_grantpayment', when='AFTER')),
        ),
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='drawdown',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by', None), ('stands_since', None)), models.Q(('confirmed_by__isnull', False), ('stands_since__isnull', False), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='drawdown_has_four_eyes', violation_error_message='Another colleague confirms it than who proposed it.'),
        ),
        migrations.AddConstraint(
            model_name='drawdown',
            constraint=models.CheckConstraint(condition=models.Q(('paid_on', None), models.Q(('ended_at', None), ('stands_since__isnull', False)), _connector='OR'), name='drawdown_is_approved_before_it_is_paid'),
        ),
        migrations.AddConstraint(
            model_name='drawdown',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_because', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='drawdown_taken_back_says_why'),
        ),
        migrations.AddConstraint(
            model_name='grantdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by', None), ('stands_since', None)), models.Q(('confirmed_by__isnull', False), ('stands_since__isnull', False), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='grant_decision_has_four_eyes', violation_error_message='Another colleague confirms it than who proposed it.'),
        ),
        migrations.AddConstraint(
            model_name='grantdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_because', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='grant_decision_taken_back_says_why'),
        ),
        migrations.AddConstraint(
            model_name='grantpayment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by', None), ('stands_since', None)), models.Q(('confirmed_by__isnull', False), ('stands_since__isnull', False), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), ('of_before', False)), models.Q(('confirmed_by', None), ('of_before', True), ('stands_since__isnull', False)), _connector='OR'), name='grant_payment_has_four_eyes', violation_error_message='Another colleague confirms it than who proposed it.'),
        ),
        migrations.AddConstraint(
            model_name='grantpayment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_because', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='grant_payment_taken_back_says_why'),
        ),
        migrations.AddConstraint(
            model_name='loandecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by', None), ('stands_since', None)), models.Q(('confirmed_by__isnull', False), ('stands_since__isnull', False), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), ('elsewhere', False)), models.Q(('confirmed_by', None), ('elsewhere', True), ('stands_since__isnull', False)), _connector='OR'), name='loan_decision_has_four_eyes', violation_error_message='Another colleague confirms it than who proposed it.'),
        ),
    ]
