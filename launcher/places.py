"""Where things are in this clone, and what machine this is."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS, VENV, TOOLS = ROOT / "requirements", ROOT / ".venv", ROOT / ".tools"
PYTHON, SITE = VENV / "bin" / "python", "lib/python3*/site-packages"
LINUX, IS_ROOT = sys.platform == "linux", os.geteuid() == 0


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
