"""Documents are searched by their name. Built beside the running shop."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations

from oss.core.migrating import AddIndexBeside
from oss.core.text_search import SearchText


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("addresses", "0001_text_search"),
        ("documents", "0002_list_order"),
    ]

    operations = [
        AddIndexBeside(
            model_name="document",
            index=GinIndex(OpClass(SearchText("name"), name="gin_trgm_ops"), name="document_search"),
        ),
    ]
