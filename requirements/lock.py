#!/usr/bin/env python3
"""Compiles the locks anew from pyproject.toml: `python3 requirements/lock.py`.

Names, versions and hashes; never the address of an index.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from launcher.children import step
from launcher.places import say
from launcher.setting_up import find_uv

HOW = """pip compile --quiet --universal --python-version=3.11 --generate-hashes --no-emit-index-url
    --no-emit-find-links --no-header --no-annotate"""
GROUPS = {"run": "embedded", "test": "embedded test lint", "production": "", "uv": "uv", "node": "node"}

for name, chosen in GROUPS.items():
    say(f"Compiling requirements/{name}.txt…")
    source = [f"--group={group}" for group in chosen.split()] + ["-o", f"requirements/{name}.txt"]
    source += [] if name in {"uv", "node"} else ["pyproject.toml"]
    step("The lock could not be compiled", [find_uv(), *HOW.split(), *source], fetches=True)
