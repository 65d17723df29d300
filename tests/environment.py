"""Loaded before Django's settings: the test environment, with one Valkey number for each xdist worker."""

import os
import re
import sys

if not {"DATABASE_URL", "REDIS_URL"} <= os.environ.keys():
    sys.exit("The tests need their services: start them with `python3 run.py test [pytest arguments]`.")

os.environ["OSS_ENVIRONMENT"] = "test"
os.environ.setdefault("SECRET_KEY", "demo-tests")
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,testserver")
os.environ["LOG_LEVEL"] = "WARNING"
# Playwright's event loop runs in the thread of the test
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

_worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
_server = re.sub(r"/\d*$", "", os.environ["REDIS_URL"])
os.environ["REDIS_URL"] = f"{_server}/{int(_worker) + 1}"
