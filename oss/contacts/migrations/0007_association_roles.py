"""Who is syndic of a VME or sits in its council. A role belongs to an organisation that is a VME: a composite
key, which Django does not declare."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce

ADD = """
    ALTER TABLE contacts_associationrole
    ADD CONSTRAINT role_of_a_vme_of_its_own
    FOREIGN KEY (association_id, association_kind) REFERENCES contacts_organisation (id, kind)
"""
DROP = "ALTER TABLE contacts_associationrole DROP CONSTRAINT role_of_a_vme_of_its_own"


class Migration(MigrationAtOnce):
    dependencies = [
        ('addresses', '0008_misspellings'),
        ('contacts', '0006_organisation_with_its_kind'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='AssociationRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('association_kind', models.CharField(db_default='vme', default='vme', editable=False, max_length=12)),
                ('role', models.CharField(choices=[('syndic', 'syndic'), ('council', 'member of the council of co-owners (RME)'), ('auditor', 'auditor of the accounts'), ('working_group', 'member of a working group')], max_length=13, verbose_name='role')),
                ('professional', models.BooleanField(blank=True, choices=[(True, 'professional'), (False, 'volunteer')], null=True, verbose_name='how')),
                ('since', models.DateField(blank=True, null=True, verbose_name='since')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
            ],
            options={
                'verbose_name': 'role in an association',
                'verbose_name_plural': 'roles in associations',
                'ordering': ('association__name', models.OrderBy(models.F('until'), descending=True, nulls_first=True), 'pk'),
            },
        ),
        migrations.CreateModel(
            name='AssociationRoleEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('association_kind', models.CharField(db_default='vme', default='vme', editable=False, max_length=12)),
                ('role', models.CharField(choices=[('syndic', 'syndic'), ('council', 'member of the council of co-owners (RME)'), ('auditor', 'auditor of the accounts'), ('working_group', 'member of a working group')], max_length=13, verbose_name='role')),
                ('professional', models.BooleanField(blank=True, choices=[(True, 'professional'), (False, 'volunteer')], null=True, verbose_name='how')),
                ('since', models.DateField(blank=True, null=True, verbose_name='since')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='organisation',
            name='only_an_association_has_a_syndic',
        ),
        migrations.RemoveConstraint(
            model_name='organisation',
            name='no_association_is_its_own_syndic',
        ),
        migrations.AlterField(
            model_name='organisation',
            name='syndic',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='contacts.organisation', verbose_name='syndic'),
        ),
        migrations.AlterField(
            model_name='organisationevent',
            name='syndic',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contacts.organisation', verbose_name='syndic'),
        ),
        migrations.AddField(
            model_name='associationrole',
            name='association',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='contacts.organisation', verbose_name="owners' association"),
        ),
        migrations.AddField(
            model_name='associationrole',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='association_roles', to='contacts.organisation', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='associationrole',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='association_roles', to='contacts.person', verbose_name='person'),
        ),
        migrations.AddField(
            model_name='associationroleevent',
            name='association',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contacts.organisation', verbose_name="owners' association"),
        ),
        migrations.AddField(
            model_name='associationroleevent',
            name='organisation',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contacts.organisation', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='associationroleevent',
            name='person',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contacts.person', verbose_name='person'),
        ),
        migrations.AddField(
            model_name='associationroleevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='associationroleevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='contacts.associationrole'),
        ),
        migrations.AddConstraint(
            model_name='associationrole',
            constraint=models.CheckConstraint(condition=models.Q(('association_kind', 'vme')), name='role_of_a_vme', violation_error_message="Only an owners' association (VME) has a syndic and a council."),
        ),
        migrations.AddConstraint(
            model_name='associationrole',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['syndic', 'council', 'auditor', 'working_group'])), name='association_role_is_of_the_list'),
        ),
        migrations.AddConstraint(
            model_name='associationrole',
            constraint=models.CheckConstraint(condition=models.Q(('person__isnull', False), ('organisation__isnull', False), _connector='OR'), name='association_role_is_somebody', violation_error_message='Choose a person, an organisation, or both.'),
        ),
        migrations.AddConstraint(
            model_name='associationrole',
            constraint=models.CheckConstraint(condition=models.Q(('organisation', None), models.Q(('organisation', models.F('association')), _negated=True), _connector='OR'), name='no_association_has_a_role_in_itself', violation_error_message='An association has no role in itself.'),
        ),
        migrations.AddConstraint(
            model_name='associationrole',
            constraint=models.CheckConstraint(condition=models.Q(('since__isnull', True), ('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='association_role_ends_after_start', violation_error_message='It ends after it begins: check both dates.'),
        ),
        migrations.AddConstraint(
            model_name='associationrole',
            constraint=models.UniqueConstraint(condition=models.Q(('role', 'syndic'), ('until', None)), fields=('association',), name='one_syndic_without_an_end', violation_error_message='It has a syndic already: give that one an end date first.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='associationrole',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contacts_associationroleevent" ("association_id", "association_kind", "id", "note", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "professional", "role", "since", "until") VALUES (NEW."association_id", NEW."association_kind", NEW."id", NEW."note", NEW."organisation_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."professional", NEW."role", NEW."since", NEW."until"); RETURN NULL;', hash='79fbd5fc7fc4def625beeea4b7e24973845a9a5a', operation='INSERT', pgid='pgtrigger_insert_insert_d6736', table='contacts_associationrole', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='associationrole',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "contacts_associationroleevent" ("association_id", "association_kind", "id", "note", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "professional", "role", "since", "until") VALUES (NEW."association_id", NEW."association_kind", NEW."id", NEW."note", NEW."organisation_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."professional", NEW."role", NEW."since", NEW."until"); RETURN NULL;', hash='6f4b13cf9b02014027f64506270701131f2f080f', operation='UPDATE', pgid='pgtrigger_update_update_02626', table='contacts_associationrole', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='associationrole',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "contacts_associationroleevent" ("association_id", "association_kind", "id", "note", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "professional", "role", "since", "until") VALUES (OLD."association_id", OLD."association_kind", OLD."id", OLD."note", OLD."organisation_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."professional", OLD."role", OLD."since", OLD."until"); RETURN NULL;', hash='ca5b2e04b0c4c56f0d7584cfdde144e7878296c7', operation='DELETE', pgid='pgtrigger_delete_delete_e84c1', table='contacts_associationrole', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='associationroleevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ffe39d96193f170e1e30944a33871af439f9b536', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e5db5', table='contacts_associationroleevent', when='BEFORE')),
        ),
        migrations.RunSQL(ADD, DROP),
    ]
