"""What a thermal scan shows of each façade."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from dossiers.migrating import tie_to_its_dossier


def give_profile(apps, schema_editor):
    """The scan lends a camera, and shows images besides."""
    subtypes = apps.get_model("dossiers", "Subtype").objects
    subtypes.filter(code="lending_thermal_scan", profile="lending_piece").update(profile="lending_scan")


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0005_documents_by_kind'),
        ('dossiers', '0039_lending_desk'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='ThermalScan',
            fields=[
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('dossier', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='thermal_scan', serialize=False, to='dossiers.dossier')),
                ('front', models.CharField(blank=True, choices=[('cold', 'cold: keeps the heat in'), ('warm', 'warm: loses heat')], max_length=4, verbose_name='front façade')),
                ('left', models.CharField(blank=True, choices=[('cold', 'cold: keeps the heat in'), ('warm', 'warm: loses heat')], max_length=4, verbose_name='left façade')),
                ('right', models.CharField(blank=True, choices=[('cold', 'cold: keeps the heat in'), ('warm', 'warm: loses heat')], max_length=4, verbose_name='right façade')),
                ('rear', models.CharField(blank=True, choices=[('cold', 'cold: keeps the heat in'), ('warm', 'warm: loses heat')], max_length=4, verbose_name='rear façade')),
                ('roof', models.CharField(blank=True, choices=[('cold', 'cold: keeps the heat in'), ('warm', 'warm: loses heat')], max_length=4, verbose_name='roof')),
                ('front_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='image of the front façade')),
                ('left_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='image of the left façade')),
                ('rear_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='image of the rear façade')),
                ('right_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='image of the right façade')),
                ('roof_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='image of the roof')),
            ],
            options={
                'verbose_name': 'thermal scan',
                'verbose_name_plural': 'thermal scans',
            },
        ),
        migrations.CreateModel(
            name='ThermalScanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('front', models.CharField(blank=True, choices=[('cold', 'cold: keeps the heat in'), ('warm', 'warm: loses heat')], max_length=4, verbose_name='front façade')),
                ('left', models.CharField(blank=True, choices=[('cold', 'cold: keeps the heat in'), ('warm', 'warm: loses heat')], max_length=4, verbose_name='left façade')),
                ('right', models.CharField(blank=True, choices=[('cold', 'cold: keeps the heat in'), ('warm', 'warm: loses heat')], max_length=4, verbose_name='right façade')),
                ('rear', models.CharField(blank=True, choices=[('cold', 'cold: keeps the heat in'), ('warm', 'warm: loses heat')], max_length=4, verbose_name='rear façade')),
                ('roof', models.CharField(blank=True, choices=[('cold', 'cold: keeps the heat in'), ('warm', 'warm: loses heat')], max_length=4, verbose_name='roof')),
                ('dossier', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.dossier')),
                ('front_image', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.document', verbose_name='image of the front façade')),
                ('left_image', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.document', verbose_name='image of the left façade')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.thermalscan')),
                ('rear_image', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.document', verbose_name='image of the rear façade')),
                ('right_image', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.document', verbose_name='image of the right façade')),
                ('roof_image', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.document', verbose_name='image of the roof')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='thermalscan',
            constraint=models.CheckConstraint(condition=models.Q(('dossier_type', 'lending')), name='thermal_scan_of_lending'),
        ),
        migrations.AddConstraint(
            model_name='thermalscan',
            constraint=models.CheckConstraint(condition=models.Q(('front__in', ['', 'cold', 'warm']), ('left__in', ['', 'cold', 'warm']), ('right__in', ['', 'cold', 'warm']), ('rear__in', ['', 'cold', 'warm']), ('roof__in', ['', 'cold', 'warm'])), name='thermal_scan_is_of_the_lists'),
        ),
        migrations.AddConstraint(
            model_name='thermalscan',
            constraint=models.CheckConstraint(condition=models.Q(('front_image', None), models.Q(('front', ''), _negated=True), _connector='OR'), name='thermal_scan_labels_front', violation_error_message='Say of each image whether the façade is cold or warm.'),
        ),
        migrations.AddConstraint(
            model_name='thermalscan',
            constraint=models.CheckConstraint(condition=models.Q(('left_image', None), models.Q(('left', ''), _negated=True), _connector='OR'), name='thermal_scan_labels_left', violation_error_message='Say of each image whether the façade is cold or warm.'),
        ),
        migrations.AddConstraint(
            model_name='thermalscan',
            constraint=models.CheckConstraint(condition=models.Q(('right_image', None), models.Q(('right', ''), _negated=True), _connector='OR'), name='thermal_scan_labels_right', violation_error_message='Say of each image whether the façade is cold or warm.'),
        ),
        migrations.AddConstraint(
            model_name='thermalscan',
            constraint=models.CheckConstraint(condition=models.Q(('rear_image', None), models.Q(('rear', ''), _negated=True), _connector='OR'), name='thermal_scan_labels_rear', violation_error_message='Say of each image whether the façade is cold or warm.'),
        ),
        migrations.AddConstraint(
            model_name='thermalscan',
            constraint=models.CheckConstraint(condition=models.Q(('roof_image', None), models.Q(('roof', ''), _negated=True), _connector='OR'), name='thermal_scan_labels_roof', violation_error_message='Say of each image whether the façade is cold or warm.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='thermalscan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_thermalscanevent" ("dossier_id", "dossier_type", "front", "front_image_id", "left", "left_image_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rear", "rear_image_id", "right", "right_image_id", "roof", "roof_image_id") VALUES (NEW."dossier_id", NEW."dossier_type", NEW."front", NEW."front_image_id", NEW."left", NEW."left_image_id", _pgh_attach_context(), NOW(), \'insert\', NEW."dossier_id", NEW."rear", NEW."rear_image_id", NEW."right", NEW."right_image_id", NEW."roof", NEW."roof_image_id"); RETURN NULL;', hash='62bf78bb3aeece35ad888a6cb0f808d4a4b0ce94', operation='INSERT', pgid='pgtrigger_insert_insert_1bafe', table='dossiers_thermalscan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='thermalscan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_thermalscanevent" ("dossier_id", "dossier_type", "front", "front_image_id", "left", "left_image_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rear", "rear_image_id", "right", "right_image_id", "roof", "roof_image_id") VALUES (NEW."dossier_id", NEW."dossier_type", NEW."front", NEW."front_image_id", NEW."left", NEW."left_image_id", _pgh_attach_context(), NOW(), \'update\', NEW."dossier_id", NEW."rear", NEW."rear_image_id", NEW."right", NEW."right_image_id", NEW."roof", NEW."roof_image_id"); RETURN NULL;', hash='279bf4acda0e855bc22e940075f127384770f9ff', operation='UPDATE', pgid='pgtrigger_update_update_a5fa8', table='dossiers_thermalscan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='thermalscan',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_thermalscanevent" ("dossier_id", "dossier_type", "front", "front_image_id", "left", "left_image_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rear", "rear_image_id", "right", "right_image_id", "roof", "roof_image_id") VALUES (OLD."dossier_id", OLD."dossier_type", OLD."front", OLD."front_image_id", OLD."left", OLD."left_image_id", _pgh_attach_context(), NOW(), \'delete\', OLD."dossier_id", OLD."rear", OLD."rear_image_id", OLD."right", OLD."right_image_id", OLD."roof", OLD."roof_image_id"); RETURN NULL;', hash='054876b57dc5d12be632cb7462878ce54ea31c3b', operation='DELETE', pgid='pgtrigger_delete_delete_36ef2', table='dossiers_thermalscan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='thermalscanevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='409ba2ee9c452c450c79e141b7b86c47dce8a66c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_16540', table='dossiers_thermalscanevent', when='BEFORE')),
        ),
        tie_to_its_dossier("dossiers_thermalscan", name="thermal_scan_of_its_dossier"),
        migrations.RunPython(give_profile, migrations.RunPython.noop),
    ]
