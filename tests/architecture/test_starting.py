"""What a process of the shop brings along when it starts: each of six pays for it."""

import json
import subprocess
import sys

from tests.conftest import ROOT

HEAVY = (
    *("weasyprint", "openpyxl", "shapely", "pyproj", "rdflib", "pypdfium2", "boto3", "pillow_heif"),
    *("drf_spectacular", "factory", "faker", "import_export", "tablib"),
)
OF_PAGES = ["import_export", "tablib"]
"""What the URLs of spreadsheets bring along; the sheets themselves come with the first that is made."""
START = """
import json, sys
import django
django.setup()
from oss.core.registry import Offer, offered
def kinds(kind):
    return [one for below in kind.__subclasses__() for one in (below, *kinds(below))]
empty = [kind.__name__ for kind in kinds(Offer) if not offered(kind)]
at_start = [name for name in sys.argv[1:] if name in sys.modules]
from django.test import Client
status = Client(SERVER_NAME="127.0.0.1").get("/account/login/").status_code
print(json.dumps([at_start, empty, status, [name for name in sys.argv[1:] if name in sys.modules]]))
"""


def test_a_process_starts_without_what_is_heavy_and_with_every_kind_of_offer_made() -> None:
    command = [sys.executable, "-c", START, *HEAVY]
    started = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    heavy, empty, status, heavy_for_a_page = json.loads(started.stdout.splitlines()[-1])
    assert heavy == []
    assert empty == []
    assert (status, heavy_for_a_page) == (200, OF_PAGES)
