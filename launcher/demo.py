"""The demo: web server, worker and scheduler on a loket that is filled at the first start."""

import contextlib
import errno
import json
import os
import shutil
import socket
import tempfile
import urllib.request
from typing import Any

from launcher.children import Child, attend, foreground, step, stop
from launcher.cluster import root_home
from launcher.data_folder import DataFolder
from launcher.places import PYTHON, ROOT, say
from launcher.services import django_environment, free_port, running_services
from launcher.setting_up import set_up

WELCOME = """
  The demo is ready: {address}

  Sign in as (role, e-mail, password, name):
    {accounts}

  Try first: sign in with the first account and open what waits on the home page; ? opens the manual.
  Stop: Ctrl-C. Your data stay in {data}; without that folder the demo starts afresh.
"""


def demo(arguments: list[str]) -> int:
    if walk := arguments == ["--check"]:  # a demo of its own, thrown away afterwards
        os.environ["OSS_DATA_DIR"] = tempfile.mkdtemp(prefix="oss-check-")
    data = DataFolder()
    data.own_or_refuse()
    port = free_port() if walk else web_port(arguments)
    set_up()
    with running_services(data) as (addresses, services):
        address = f"http://127.0.0.1:{port}/"
        env = {"OSS_ORIGIN": address.rstrip("/")} | django_environment(data, "demo", addresses)
        say("Preparing the database…")
        output = step("The database could not be prepared", [PYTHON, "manage.py", "prepare_demo"], env=env)
        accounts = json.loads(next(line for line in reversed(output.splitlines()) if line.startswith("[")))
        say("Starting the web server and the worker…")
        web = "gunicorn oss.wsgi --preload -w2 --threads=4 -e DATABASE_POOL=1 --no-control-socket"
        server = [*web.split(), "-b", f"127.0.0.1:{port}"]
        worker = "celery -A oss worker --concurrency=2 --queues=default,mail,reports -l INFO"
        scheduler = ["celery", "-A", "oss", "beat", "--pidfile=", "-s", data.path / "schedule"]
        commands: Any = {"scheduler": scheduler, "worker": worker.split(), "server": server}
        shop = [
            Child([PYTHON, "-m", *command], name=f"The {name}", env=env, log=data.logs / f"{name}.log")
            for name, command in commands.items()
        ]
        try:
            attend(*services, *shop, until=lambda: answers(address + "readyz"))
            data.tell(address=address, services=addresses)
            if walk:
                return foreground([PYTHON, ROOT / "manage.py", "walk_demo", address], env=env)
            rows = ("{role:20} {email:40} {password:20} {name}".format(**account) for account in accounts)
            say(WELCOME.format(address=address, accounts="\n    ".join(rows), data=data.path))
            with contextlib.suppress(KeyboardInterrupt):  # that is how a demo ends
                attend(*services, *shop, until=lambda: False, seconds=float("inf"))
            say("\nStopping…")
            return 0
        finally:
            stop(*shop)
            if walk:
                stop(*services)
                for folder in (data.path, root_home(data)):
                    shutil.rmtree(folder, ignore_errors=True)


def web_port(arguments: list[str]) -> int:
    option, _, text = "=".join(arguments or ["--port", os.environ.get("OSS_PORT") or "8000"]).partition("=")
    if option != "--port" or not text.isdecimal() or int(text) not in range(1, 65536):
        say(f"The demo does not know {' '.join(arguments) or text!r}; see python3 run.py --help.")
        raise SystemExit(2)
    try:
        socket.create_server(("127.0.0.1", int(text))).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SystemExit(f"Port {text} is in use; choose another with --port.") from error
    return int(text)


def answers(address: str) -> bool:
    with contextlib.suppress(OSError):  # refused, or an answer that is an error
        return bool(urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address, timeout=10))
    return False
