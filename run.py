#!/usr/bin/env python3
"""Starts the demo, the tests and management commands of this clone:
python3 run.py [--port N]        start the demo (port 8000, or OSS_PORT, or N); Ctrl-C stops it
python3 run.py test [ARGUMENTS]  check style, types and imports, run pytest; if they name tests, pytest alone
python3 run.py drill [NAME …]    prove in large what the tests prove in small; --list names all
python3 run.py manage COMMAND …  run a management command with the database and the broker up
python3 run.py bench [OPTIONS]   measure lists, search, mails and exports on an invented loket (--dossiers N)
python3 run.py demo --check      walk one mail from inbox to report through a demo that is thrown away
OSS_DATA_DIR sets another data folder than .local; DATABASE_URL and REDIS_URL bring your own service;
OSS_POSTGRES=system uses the machine's PostgreSQL (15 or newer). All that run.py says goes to stderr.
Proven on Debian 12 and 13; written for Ubuntu and macOS too, but untested there.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python reads this far
    sys.exit("run.py needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info))

from launcher.commands import main

if __name__ == "__main__":
    sys.exit(main(__doc__ or "", *sys.argv[1:]))
