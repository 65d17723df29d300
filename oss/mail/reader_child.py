"""The process that reads mails, started by `oss.mail.reader`.

Over a socket, whose number is its argument, come the bytes of one mail after the other; each is answered with
what it says. It knows no database and no secret. A mail that takes too long ends it: the kernel sees to that,
also inside a pattern that gives nothing else a turn. So does one whose memory compiled code can't do without.
It ends with the process that started it, when the socket closes.
"""

import resource
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from oss.mail.parse import parse

READY = "ready"
MOST_SECONDS = 20  # of processor, for one mail
MOST_MEMORY = 200 * 1024 * 1024  # bytes for one mail, beside what the size of the mail itself asks
COPIES = 8  # in which the largest mails stand in memory at once while they are read


def serve(parent: Connection) -> None:
    parent.send(READY)
    while True:
        try:
            raw = parent.recv_bytes()
        except (EOFError, ConnectionError):
            return
        _limit_memory(MOST_MEMORY + COPIES * len(raw))
        signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
        mail = parse(raw)
        signal.setitimer(signal.ITIMER_PROF, 0)
        _limit_memory(None)
        parent.send(mail)


def _limit_memory(more: int | None) -> None:
    """On top of what the process has: reading one mail never costs the next its place."""
    status = Path("/proc/self/statm")
    if more is None or not status.exists():  # macOS keeps to no such limit
        most = resource.RLIM_INFINITY
    else:
        most = int(status.read_text().split()[0]) * resource.getpagesize() + more
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who started it
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    for kind in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
        resource.setrlimit(kind, (0, 0))
    serve(Connection(int(sys.argv[1])))
