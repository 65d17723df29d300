"""A detail row belongs to a dossier of its own type: a composite key, which Django does not declare."""

from django.db import migrations

ADD = """
    ALTER TABLE dossiers_informationdetail
    ADD CONSTRAINT information_detail_of_its_dossier
    FOREIGN KEY (dossier_id, dossier_type) REFERENCES dossiers_dossier (id, type)
"""
DROP = "ALTER TABLE dossiers_informationdetail DROP CONSTRAINT information_detail_of_its_dossier"


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]
    operations = [migrations.RunSQL(ADD, DROP)]
