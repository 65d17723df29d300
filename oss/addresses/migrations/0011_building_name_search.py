"""Buildings are searched by their name too. Built beside the running shop."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations

from oss.core.migrating import AddIndexBeside
from oss.core.text_search import SearchText


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("addresses", "0010_typed_labels_and_parcels")]

    operations = [
        AddIndexBeside(
            model_name="building",
            index=GinIndex(OpClass(SearchText("name"), name="gin_trgm_ops"), name="building_name_search"),
        ),
    ]
