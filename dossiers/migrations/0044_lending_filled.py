"""What is to be handed out is found at once; bags count as bags. Built beside the running shop."""

from django.db import migrations, models

from oss.core.migrating import AddIndexBeside


def count_bags(apps, schema_editor):
    """The consumables of a request for rubble bags counted as bags until now."""
    kinds = apps.get_model("dossiers", "StockKind").objects.filter(subtype__code="lending_rubble_bags")
    kinds.exclude(counts_as="bags").update(counts_as="bags")


class Migration(migrations.Migration):
    atomic = False

    dependencies = [('dossiers', '0043_schemes')]

    operations = [
        AddIndexBeside(
            model_name='lendingdetail',
            index=models.Index(condition=models.Q(('granted_on__isnull', False)), fields=['pickup_on'], name='lending_to_hand_out'),
        ),
        migrations.RunPython(count_bags, migrations.RunPython.noop),
    ]
