"""A label without a score, dates known to the month or year, parcels of a building, rented homes."""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):

    dependencies = [
        ('addresses', '0009_first_day_of_a_certificate'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='energycertificate',
            options={'ordering': ('-issued_from', '-pk'), 'verbose_name': 'energy certificate', 'verbose_name_plural': 'energy certificates'},
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='building',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='building',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='building',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='dwelling',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='dwelling',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='dwelling',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='energycertificate',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='energycertificate',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='energycertificate',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='energycertificate',
            name='energy_certificate_says_something',
        ),
        migrations.AddField(
            model_name='building',
            name='capakeys',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=17), blank=True, db_default=[], default=list, size=None, verbose_name='cadastral parcels'),
        ),
        migrations.AddField(
            model_name='buildingevent',
            name='capakeys',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=17), blank=True, db_default=[], default=list, size=None, verbose_name='cadastral parcels'),
        ),
        migrations.AddField(
            model_name='dwelling',
            name='is_rented',
            field=models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='rented out'),
        ),
        migrations.AddField(
            model_name='dwellingevent',
            name='is_rented',
            field=models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='rented out'),
        ),
        migrations.AddField(
            model_name='energycertificate',
            name='issued_precision',
            field=models.CharField(choices=[('year', 'year'), ('month', 'month'), ('day', 'day')], db_default='day', default='day', editable=False, max_length=5),
        ),
        migrations.AddField(
            model_name='energycertificate',
            name='typed_label',
            field=models.CharField(blank=True, choices=[('A+', 'A+'), ('A', 'A'), ('B', 'B'), ('C', 'C'), ('D', 'D'), ('E', 'E'), ('F', 'F')], db_default='', default='', help_text='Only where the score is unknown: with a score, the label follows from it.', max_length=2, verbose_name='label'),
        ),
        migrations.AddField(
            model_name='energycertificateevent',
            name='issued_precision',
            field=models.CharField(choices=[('year', 'year'), ('month', 'month'), ('day', 'day')], db_default='day', default='day', editable=False, max_length=5),
        ),
        migrations.AddField(
            model_name='energycertificateevent',
            name='typed_label',
            field=models.CharField(blank=True, choices=[('A+', 'A+'), ('A', 'A'), ('B', 'B'), ('C', 'C'), ('D', 'D'), ('E', 'E'), ('F', 'F')], db_default='', default='', help_text='Only where the score is unknown: with a score, the label follows from it.', max_length=2, verbose_name='label'),
        ),
        migrations.AlterField(
            model_name='asbestoscertificate',
            name='valid_until',
            field=models.DateField(blank=True, help_text='Left empty: by the term of its result, counted from the day it was made.', null=True, verbose_name='valid until'),
        ),
        migrations.AlterField(
            model_name='asbestoscertificateevent',
            name='valid_until',
            field=models.DateField(blank=True, help_text='Left empty: by the term of its result, counted from the day it was made.', null=True, verbose_name='valid until'),
        ),
        migrations.AlterField(
            model_name='energycertificate',
            name='valid_until',
            field=models.DateField(blank=True, help_text='Left empty: ten years after it was made, where that day is known.', null=True, verbose_name='valid until'),
        ),
        migrations.AlterField(
            model_name='energycertificateevent',
            name='valid_until',
            field=models.DateField(blank=True, help_text='Left empty: ten years after it was made, where that day is known.', null=True, verbose_name='valid until'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='building',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "addresses_buildingevent" ("capakeys", "cellars", "construction_year", "detachment", "dwelling_units", "garages", "heritage", "house_numbers", "id", "is_several", "name", "offices", "parking_spaces", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shops", "storeys", "street_id", "typology") VALUES (NEW."capakeys", NEW."cellars", NEW."construction_year", NEW."detachment", NEW."dwelling_units", NEW."garages", NEW."heritage", NEW."house_numbers", NEW."id", NEW."is_several", NEW."name", NEW."offices", NEW."parking_spaces", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."shops", NEW."storeys", NEW."street_id", NEW."typology"); RETURN NULL;', hash='f020daf1ca946a2977421d35adb4ea0c544a3980', operation='INSERT', pgid='pgtrigger_insert_insert_6e5e6', table='addresses_building', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='building',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."capakeys" IS DISTINCT FROM (NEW."capakeys") OR OLD."cellars" IS DISTINCT FROM (NEW."cellars") OR OLD."construction_year" IS DISTINCT FROM (NEW."construction_year") OR OLD."detachment" IS DISTINCT FROM (NEW."detachment") OR OLD."dwelling_units" IS DISTINCT FROM (NEW."dwelling_units") OR OLD."garages" IS DISTINCT FROM (NEW."garages") OR OLD."heritage" IS DISTINCT FROM (NEW."heritage") OR OLD."house_numbers" IS DISTINCT FROM (NEW."house_numbers") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_several" IS DISTINCT FROM (NEW."is_several") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."offices" IS DISTINCT FROM (NEW."offices") OR OLD."parking_spaces" IS DISTINCT FROM (NEW."parking_spaces") OR OLD."shops" IS DISTINCT FROM (NEW."shops") OR OLD."storeys" IS DISTINCT FROM (NEW."storeys") OR OLD."street_id" IS DISTINCT FROM (NEW."street_id") OR OLD."typology" IS DISTINCT FROM (NEW."typology"))', func='INSERT INTO "addresses_buildingevent" ("capakeys", "cellars", "construction_year", "detachment", "dwelling_units", "garages", "heritage", "house_numbers", "id", "is_several", "name", "offices", "parking_spaces", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shops", "storeys", "street_id", "typology") VALUES (NEW."capakeys", NEW."cellars", NEW."construction_year", NEW."detachment", NEW."dwelling_units", NEW."garages", NEW."heritage", NEW."house_numbers", NEW."id", NEW."is_several", NEW."name", NEW."offices", NEW."parking_spaces", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."shops", NEW."storeys", NEW."street_id", NEW."typology"); RETURN NULL;', hash='c145283508ee51cf737135d47af89fb6c16a492c', operation='UPDATE', pgid='pgtrigger_update_update_fe666', table='addresses_building', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='building',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "addresses_buildingevent" ("capakeys", "cellars", "construction_year", "detachment", "dwelling_units", "garages", "heritage", "house_numbers", "id", "is_several", "name", "offices", "parking_spaces", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shops", "storeys", "street_id", "typology") VALUES (OLD."capakeys", OLD."cellars", OLD."construction_year", OLD."detachment", OLD."dwelling_units", OLD."garages", OLD."heritage", OLD."house_numbers", OLD."id", OLD."is_several", OLD."name", OLD."offices", OLD."parking_spaces", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."shops", OLD."storeys", OLD."street_id", OLD."typology"); RETURN NULL;', hash='31de7cc239aa8a114b3bd7af44c15f79f1f7a6d8', operation='DELETE', pgid='pgtrigger_delete_delete_20c2c', table='addresses_building', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dwelling',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "addresses_dwellingevent" ("address_id", "construction_year", "deed_on", "detachment", "heritage", "is_rented", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "storeys", "type") VALUES (NEW."address_id", NEW."construction_year", NEW."deed_on", NEW."detachment", NEW."heritage", NEW."is_rented", _pgh_attach_context(), NOW(), \'insert\', NEW."address_id", NEW."position", NEW."storeys", NEW."type"); RETURN NULL;', hash='eec9e519241ceecb75191dc2d1e10bf101d6e104', operation='INSERT', pgid='pgtrigger_insert_insert_7cf6e', table='addresses_dwelling', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dwelling',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "addresses_dwellingevent" ("address_id", "construction_year", "deed_on", "detachment", "heritage", "is_rented", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "storeys", "type") VALUES (NEW."address_id", NEW."construction_year", NEW."deed_on", NEW."detachment", NEW."heritage", NEW."is_rented", _pgh_attach_context(), NOW(), \'update\', NEW."address_id", NEW."position", NEW."storeys", NEW."type"); RETURN NULL;', hash='7aacb04a4cc82b167079385325d30be1c8625f65', operation='UPDATE', pgid='pgtrigger_update_update_19832', table='addresses_dwelling', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dwelling',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "addresses_dwellingevent" ("address_id", "construction_year", "deed_on", "detachment", "heritage", "is_rented", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "storeys", "type") VALUES (OLD."address_id", OLD."construction_year", OLD."deed_on", OLD."detachment", OLD."heritage", OLD."is_rented", _pgh_attach_context(), NOW(), \'delete\', OLD."address_id", OLD."position", OLD."storeys", OLD."type"); RETURN NULL;', hash='bc86af2935a82803cc76492690ea253b1111da5d', operation='DELETE', pgid='pgtrigger_delete_delete_0a1d8', table='addresses_dwelling', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='energycertificate',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "addresses_energycertificateevent" ("address_id", "basis", "building_id", "e_level", "id", "is_common_parts", "issued_on", "issued_precision", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score", "source", "typed_label", "valid_until") VALUES (NEW."address_id", NEW."basis", NEW."building_id", NEW."e_level", NEW."id", NEW."is_common_parts", NEW."issued_on", NEW."issued_precision", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."score", NEW."source", NEW."typed_label", NEW."valid_until"); RETURN NULL;', hash='fb04bb258cb55e1ed50a3dff142d322e2ccfbaac', operation='INSERT', pgid='pgtrigger_insert_insert_e70e0', table='addresses_energycertificate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='energycertificate',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "addresses_energycertificateevent" ("address_id", "basis", "building_id", "e_level", "id", "is_common_parts", "issued_on", "issued_precision", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score", "source", "typed_label", "valid_until") VALUES (NEW."address_id", NEW."basis", NEW."building_id", NEW."e_level", NEW."id", NEW."is_common_parts", NEW."issued_on", NEW."issued_precision", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."score", NEW."source", NEW."typed_label", NEW."valid_until"); RETURN NULL;', hash='aa2a79ccbca3f5ad6b7d51ff0d93a1f36e4970d7', operation='UPDATE', pgid='pgtrigger_update_update_19afd', table='addresses_energycertificate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='energycertificate',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "addresses_energycertificateevent" ("address_id", "basis", "building_id", "e_level", "id", "is_common_parts", "issued_on", "issued_precision", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score", "source", "typed_label", "valid_until") VALUES (OLD."address_id", OLD."basis", OLD."building_id", OLD."e_level", OLD."id", OLD."is_common_parts", OLD."issued_on", OLD."issued_precision", OLD."kind", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."score", OLD."source", OLD."typed_label", OLD."valid_until"); RETURN NULL;', hash='75e738dde84f5cf993ab7fd3f7335c3d825d8611', operation='DELETE', pgid='pgtrigger_delete_delete_08aa8', table='addresses_energycertificate', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='energycertificate',
            constraint=models.CheckConstraint(condition=models.Q(('is_common_parts', True), ('score__isnull', False), ('e_level__isnull', False), models.Q(('typed_label', ''), _negated=True), _connector='OR'), name='energy_certificate_says_something', violation_error_message='Fill in the energy score, the label or the E-level.'),
        ),
        migrations.AddConstraint(
            model_name='energycertificate',
            constraint=models.CheckConstraint(condition=models.Q(('typed_label__in', ['', 'A+', 'A', 'B', 'C', 'D', 'E', 'F'])), name='typed_label_is_of_the_list'),
        ),
        migrations.AddConstraint(
            model_name='energycertificate',
            constraint=models.CheckConstraint(condition=models.Q(('typed_label', ''), models.Q(('is_common_parts', False), ('score', None)), _connector='OR'), name='a_label_is_typed_where_no_score_says_it', violation_error_message='The label follows from the score, and common parts have none: leave the label empty.'),
        ),
        migrations.AddConstraint(
            model_name='energycertificate',
            constraint=models.CheckConstraint(condition=models.Q(('issued_precision', 'day'), models.Q(('issued_from__day', 1), ('issued_precision', 'month')), models.Q(('issued_from__day', 1), ('issued_from__month', 1), ('issued_precision', 'year')), _connector='OR'), name='energy_certificate_date_fits_its_precision'),
        ),
    ]
