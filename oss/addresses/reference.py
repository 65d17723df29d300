"""Reference data of addresses: measures and studies, and the districts and statistical sectors of Mechelen.

`measures.json` is the list that every loket starts with; the administrator adds others or sets them aside.

`sectors_mechelen.csv` has their codes and names of 2024, from Statbel by way of Provincies in Cijfers
(statsec2024, ggw72024; Modellicentie Gratis Hergebruik). Boundaries come with `manage.py import_sectors`.
"""

import csv
import json

from django.conf import settings

from oss.addresses.models import District, Measure, Municipality, StatisticalSector
from oss.core.reference import insert_missing

SECTORS = settings.BASE_DIR / "fixtures" / "reference" / "sectors_mechelen.csv"
NIS_CODE, NAME = "12025", "Mechelen"


def load_geography() -> int:
    """Inserts missing districts and sectors; returns how many."""
    with SECTORS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter=";"))
    known = set(StatisticalSector.objects.values_list("code", flat=True))
    missing = [row for row in rows if row["sector"] not in known]
    if not missing:
        return 0
    municipality, made = Municipality.objects.get_or_create(nis_code=NIS_CODE, defaults={"name": NAME})
    districts = {district.code: district for district in District.objects.all()}
    inserted = int(made)
    for row in missing:
        if row["district"] not in districts:
            districts[row["district"]] = District.objects.create(
                code=row["district"], name=row["district_name"], municipality=municipality
            )
            inserted += 1
    StatisticalSector.objects.bulk_create(
        StatisticalSector(code=row["sector"], name=row["name"], district=districts[row["district"]])
        for row in missing
    )
    return inserted + len(missing)


def load_measures() -> int:
    """Inserts the measures that are missing; returns how many."""
    rows = json.loads((settings.BASE_DIR / "fixtures/reference/measures.json").read_text())
    return insert_missing(Measure, (row | {"position": place} for place, row in enumerate(rows)), "name")
