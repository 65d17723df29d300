"""Queues lose the repeated "(W&E)" behind their names; a name that an administrator gave stays."""

from django.db import migrations

NAMES = {
    "energy": "Energie",
    "housing": "Wonen",
    "condos": "Appartementen",
    "neighbourhoods": "Wijkrenovatie",
    "adaptation": "Adaptatie",
    "loans": "Lening",
}
RENAME = "UPDATE queues_queue SET name = %s WHERE slug = %s AND name = %s"


class Migration(migrations.Migration):
    dependencies = [("queues", "0006_words_of_the_admin")]

    operations = [
        migrations.RunSQL(
            [(RENAME, (name, slug, f"{name} (W&E)")) for slug, name in NAMES.items()],
            [(RENAME, (f"{name} (W&E)", slug, name)) for slug, name in NAMES.items()],
        )
    ]
