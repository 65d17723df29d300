"""Migrations that some database has run: they were judged before that, and never change again.

Each is a line of `landed_migrations.txt`: the start of its SHA-256, and its path. Judging all of them anew
takes minutes, as the state before each is put together for it. After a landing:

    python3 -m tests.architecture.landed_migrations
"""

import hashlib
from pathlib import Path

from tests.architecture.source import PACKAGES

ROOT = Path(__file__).resolve().parents[2]
LANDED = Path(__file__).with_suffix(".txt")


def digest(migration: Path) -> str:
    return hashlib.sha256(migration.read_bytes()).hexdigest()[:16]


def migrations(root: Path = ROOT) -> dict[str, str]:
    """Path below the root → digest, of each migration that is ours."""
    files = [file for package in PACKAGES for file in sorted((root / package).rglob("migrations/[0-9]*.py"))]
    return {file.relative_to(root).as_posix(): digest(file) for file in files}


def landed() -> dict[str, str]:
    lines = [line.split() for line in LANDED.read_text().splitlines()]
    return {path: found for found, path in lines}


if __name__ == "__main__":
    LANDED.write_text("".join(f"{found}  {path}\n" for path, found in migrations().items()))
