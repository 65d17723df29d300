"""What hangs on a loan or a premium is for financial roles alone: also on those that are here."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


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
        {parties},
        dossiers_address_text(dossier.site_address_id),
        dossiers_more_addresses_text(dossier.id)
    );
END
$$
"""
BEFORE = KEYS.replace("{parties}", "dossiers_parties_text(dossier.journey_id, dossier.id)")
# who is on a loan or a premium besides its client is not for all staff, who search by this too
AFTER = KEYS.replace(
    "{parties}",
    """CASE WHEN dossier.type IN ('loan', 'grant')
            THEN concat(dossiers_parties_text(dossier.journey_id, NULL), contact_sort)
            ELSE dossiers_parties_text(dossier.journey_id, dossier.id) END""",
)
LOOKED_FOR_ANEW = "UPDATE dossiers_dossier SET search = search WHERE type IN ('loan', 'grant')"
CLOSED_ON = """
UPDATE dossiers_dossier AS dossier SET completed_on = (
    SELECT (max(left_at) AT TIME ZONE 'Europe/Brussels')::date FROM dossiers_stagevisit AS visit
    WHERE visit.dossier_id = dossier.id
) WHERE type IN ('loan', 'grant') AND stage = 'abandoned' AND completed_on IS NULL
"""


def mark_those_here(apps, schema_editor):
    case_files = apps.get_model("timeline", "CaseFile").objects
    case_files.filter(dossier__type__in=("loan", "grant"), is_financial=False).update(is_financial=True)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('dossiers', '0045_permits_by_default'),
        ('timeline', '0011_financial'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='dossier',
            trigger=pgtrigger.compiler.Trigger(name='financial_file', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."type" IN (\'loan\', \'grant\'))', func='\n        UPDATE timeline_casefile SET is_financial = true WHERE id = NEW.case_file_id;\n        RETURN NEW;\n    ', hash='22c0d7ac18dfb3031803a375fba414b7dd47df36', operation='INSERT OR UPDATE OF "type", "case_file_id"', pgid='pgtrigger_financial_file_1b0a0', table='dossiers_dossier', when='BEFORE')),
        ),
        migrations.RunPython(mark_those_here, migrations.RunPython.noop),
        migrations.RunSQL(AFTER, BEFORE),
        migrations.RunSQL(LOOKED_FOR_ANEW, migrations.RunSQL.noop),
        migrations.RunSQL(CLOSED_ON, migrations.RunSQL.noop),
    ]
