"""What hangs on a loan or a premium is for financial roles alone: also on those that are here."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


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
    ]
