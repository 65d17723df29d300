"""A dossier is found by all its addresses, not by that of its site alone."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from oss.core.migrating import MigrationAtOnce

MORE_ADDRESSES = """
CREATE FUNCTION dossiers_more_addresses_text(dossier bigint) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RETURN (
        SELECT string_agg(dossiers_address_text(address_id), '' ORDER BY address_id)
        FROM dossiers_dossier_additional_addresses WHERE dossier_id = dossier
    );
END
$$
"""
KEYS = """
CREATE OR REPLACE FUNCTION dossiers_keys_of(
    dossier dossiers_dossier,
    OUT contact_sort text, OUT address_sort text, OUT assignee_sort text, OUT search text
) LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    contact_sort := dossiers_stakeholder_name(dossier.main_contact_id);
    address_sort := dossiers_address_order(dossier.site_address_id);
    assignee_sort := (
        SELECT btrim(search_text(coalesce(nullif(btrim(concat(first_name, ' ', last_name)), ''), email)))
        FROM staff_user WHERE id = dossier.assignee_id
    );
    search := concat(
        search_text(concat_ws(' ', dossier.number,
            (SELECT number FROM dossiers_journey WHERE id = dossier.journey_id), dossier.postcode)),
        dossiers_parties_text(dossier.journey_id, dossier.id),
        dossiers_address_text(dossier.site_address_id){more}
    );
END
$$
"""
WITH_MORE = KEYS.replace("{more}", ",\n        dossiers_more_addresses_text(dossier.id)")
WITHOUT = KEYS.replace("{more}", "")
FILL = """
UPDATE dossiers_dossier SET search = search
WHERE id IN (SELECT dossier_id FROM dossiers_dossier_additional_addresses)
"""


class Migration(MigrationAtOnce):
    dependencies = [
        ('dossiers', '0021_referrals'),
    ]

    operations = [
        migrations.RunSQL(MORE_ADDRESSES, "DROP FUNCTION dossiers_more_addresses_text(bigint)"),
        migrations.RunSQL(WITH_MORE, WITHOUT),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.CreateModel(
            name='AdditionalAddress',
            fields=[
            ],
            options={
                'proxy': True,
                'default_permissions': (),
                'indexes': [],
                'constraints': [],
            },
            bases=('dossiers.dossier_additional_addresses',),
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='siteaddress',
            name='keys_follow_place',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='sitemunicipality',
            name='keys_follow_place',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='sitestreet',
            name='keys_follow_place',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='siteaddress',
            trigger=pgtrigger.compiler.Trigger(name='keys_follow_place', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."box_number" IS DISTINCT FROM (NEW."box_number") OR OLD."house_number" IS DISTINCT FROM (NEW."house_number") OR OLD."postcode" IS DISTINCT FROM (NEW."postcode") OR OLD."street_id" IS DISTINCT FROM (NEW."street_id"))', func='\n        PERFORM dossiers_refresh(\n            ARRAY(SELECT id FROM dossiers_dossier WHERE site_address_id IN (NEW.id)\n                  UNION SELECT dossier_id FROM dossiers_dossier_additional_addresses\n                  WHERE address_id IN (NEW.id)),\n            ARRAY(SELECT id FROM dossiers_journey WHERE address_id IN (NEW.id))\n        );\n        RETURN NULL;\n    ', hash='5d829ceaeff7b38da0d3707d4c4d14be929700e2', operation='UPDATE', pgid='pgtrigger_keys_follow_place_a62b3', table='addresses_address', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sitemunicipality',
            trigger=pgtrigger.compiler.Trigger(name='keys_follow_place', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."name" IS DISTINCT FROM (NEW."name"))', func='\n        PERFORM dossiers_refresh(\n            ARRAY(SELECT id FROM dossiers_dossier WHERE site_address_id IN (SELECT address.id FROM addresses_address AS address JOIN addresses_street AS street ON street.id = address.street_id WHERE street.municipality_id = NEW.id)\n                  UNION SELECT dossier_id FROM dossiers_dossier_additional_addresses\n                  WHERE address_id IN (SELECT address.id FROM addresses_address AS address JOIN addresses_street AS street ON street.id = address.street_id WHERE street.municipality_id = NEW.id)),\n            ARRAY(SELECT id FROM dossiers_journey WHERE address_id IN (SELECT address.id FROM addresses_address AS address JOIN addresses_street AS street ON street.id = address.street_id WHERE street.municipality_id = NEW.id))\n        );\n        RETURN NULL;\n    ', hash='d8bea9b945a4f744224c1491946029178d940ef8', operation='UPDATE', pgid='pgtrigger_keys_follow_place_166a4', table='addresses_municipality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sitestreet',
            trigger=pgtrigger.compiler.Trigger(name='keys_follow_place', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."name" IS DISTINCT FROM (NEW."name"))', func='\n        PERFORM dossiers_refresh(\n            ARRAY(SELECT id FROM dossiers_dossier WHERE site_address_id IN (SELECT id FROM addresses_address WHERE street_id = NEW.id)\n                  UNION SELECT dossier_id FROM dossiers_dossier_additional_addresses\n                  WHERE address_id IN (SELECT id FROM addresses_address WHERE street_id = NEW.id)),\n            ARRAY(SELECT id FROM dossiers_journey WHERE address_id IN (SELECT id FROM addresses_address WHERE street_id = NEW.id))\n        );\n        RETURN NULL;\n    ', hash='1e0122e5e66f8ec9f4cd827b01dbd3ef1190b1ef', operation='UPDATE', pgid='pgtrigger_keys_follow_place_abdb3', table='addresses_street', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='additionaladdress',
            trigger=pgtrigger.compiler.Trigger(name='keys_follow_more', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            PERFORM dossiers_refresh(ARRAY(SELECT dossier_id FROM added), '{}');\n            RETURN NULL;\n        ", hash='b700a166c354442ba94a368e7f583a490c3c44d3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_keys_follow_more_b6c6a', referencing='REFERENCING NEW TABLE AS added ', table='dossiers_dossier_additional_addresses', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='additionaladdress',
            trigger=pgtrigger.compiler.Trigger(name='keys_follow_fewer', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            PERFORM dossiers_refresh(ARRAY(SELECT dossier_id FROM removed), '{}');\n            RETURN NULL;\n        ", hash='5de83d8074afd5b49fa2fa4c41bb3d971c95c81f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_keys_follow_fewer_b4b6c', referencing='REFERENCING OLD TABLE AS removed ', table='dossiers_dossier_additional_addresses', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='additionaladdress',
            trigger=pgtrigger.compiler.Trigger(name='keys_follow_other', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            PERFORM dossiers_refresh(ARRAY(SELECT dossier_id FROM added UNION SELECT dossier_id FROM removed), '{}');\n            RETURN NULL;\n        ", hash='4b45ebbaa27fa6fb7f245b2c8b5c0f7d6d394145', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_keys_follow_other_02470', referencing='REFERENCING OLD TABLE AS removed  NEW TABLE AS added ', table='dossiers_dossier_additional_addresses', when='AFTER')),
        ),
    ]
