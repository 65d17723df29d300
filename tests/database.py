"""The database that every test database is copied from: migrated once, and kept with its cluster."""

import hashlib
import importlib.util
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection

OUR_MODULES = re.compile(r"^(?:from|import) ((?:oss|dossiers|neighbourhoods|condos)\.[\w.]+)", re.MULTILINE)


def migrated_template() -> str:
    """Its name. What the hash might miss, Django's own `migrate` applies to the copy."""
    migrations = [file for app in apps.get_app_configs() for file in Path(app.path).glob("migrations/*.py")]
    return template("migrated", state_of(migrations), fill=migrate)


def migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def state_of(migrations: Iterable[Path]) -> str:
    """A hash of the migrations and of those of our modules that they import."""
    texts = [file.read_text() for file in sorted(migrations)]
    specs = [importlib.util.find_spec(name) for name in sorted(set(OUR_MODULES.findall("\n".join(texts))))]
    texts += [Path(spec.origin).read_text() for spec in specs if spec and spec.origin]
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


def template(family: str, state: str, *, fill: Callable[[], None]) -> str:
    """The template of this family in this state: it is filled under another name, and renamed when that is
    done, so that it is there wholly or not at all. Those of other states go."""
    name, half_made = f"{family}_{state}", f"{family}_half_made"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [family])  # until this connection closes
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"{family}_"])
        found = [datname for (datname,) in cursor.fetchall()]
        if name not in found:
            for old in found:
                cursor.execute(f'DROP DATABASE "{old}"')
            cursor.execute(f'CREATE DATABASE "{half_made}"')
            usual = connection.settings_dict["NAME"]
            connection.settings_dict["NAME"] = half_made
            try:
                fill()
            finally:
                connection.close()
                connection.settings_dict["NAME"] = usual
            cursor.execute(f'ALTER DATABASE "{half_made}" RENAME TO "{name}"')
    return name
