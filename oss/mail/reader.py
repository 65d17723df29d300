"""Reads mails in a process of its own (`oss.mail.reader_child`), which can be killed.

One child per process, started for the first mail and kept: a mail costs two messages over a socket. A child
that ends over a mail is replaced, and the mail says why it could not be read. That others killed a child is
no fault of the mail: it is read again by the next one.
"""

import atexit
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock

import structlog

from oss.mail.parsed import LARGEST, ParsedMail, Problem, unreadable

LONGEST_START = 60  # seconds
LONGEST_WAIT = 120  # seconds; the child's own limit, on its processor time, comes first unless it is stopped
_TIME_IS_UP = {-signal.SIGPROF, -signal.SIGXCPU}
_OUT_OF_MEMORY = {
    -signal.SIGABRT,
    -signal.SIGKILL,
}  # how compiled code ends that gets none, and the kernel's way

# packages by their place alone: their own code brings Celery and all of Django's models, seconds to import
_CHILD = """
import sys
from importlib.util import find_spec, module_from_spec
for name in ("oss", "django.db", "django.db.models"):
    sys.modules[name] = module_from_spec(find_spec(name))
from oss.mail.reader_child import main
main()
"""

log = structlog.get_logger(__name__)


class NoReader(Exception):  # noqa: N818 - nothing is wrong with the mail
    """The process could not be started: no fault of the mail, which is to be read later."""


class _Ended(Exception):  # noqa: N818 - what it means is told by the code
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def read_apart(raw: bytes) -> ParsedMail:
    """What `parse` makes of the mail, or that it took too long or too much memory. Raises NoReader."""
    if len(raw) > LARGEST:
        return unreadable(raw, Problem.TOO_LARGE)
    with _reader.lock:
        try:
            try:
                return _reader.ask(raw)
            except _Ended as end:
                if end.code in _TIME_IS_UP:
                    raise
                return _reader.ask(raw)  # somebody else may have ended it
        except _Ended as end:
            log.warning("mail_reader_ended", code=end.code, size=len(raw))
            return _ended_over(raw, end.code)


def _ended_over(raw: bytes, code: int) -> ParsedMail:
    if code in _TIME_IS_UP:
        return unreadable(raw, Problem.TOO_LONG)
    if code in _OUT_OF_MEMORY:
        return unreadable(raw, Problem.TOO_MUCH_MEMORY)
    return unreadable(raw, Problem.FAILED, signal.Signals(-code).name if code < 0 else f"exit {code}")


class _Reader:
    """The child of this process. A fork begins without: two processes never speak over one socket."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.child: subprocess.Popen[bytes] | None = None
        self.line: Connection | None = None

    def ask(self, raw: bytes) -> ParsedMail:
        line = self.line or self._start()
        try:
            line.send_bytes(raw)
            answered = line.poll(LONGEST_WAIT)
            mail: ParsedMail | None = line.recv() if answered else None  # pickled by our own code
        except (EOFError, ConnectionError):
            raise _Ended(self.stop()) from None
        if mail is None:
            self.stop()
            raise _Ended(-signal.SIGXCPU)
        return mail

    def _start(self) -> Connection:
        ours, theirs = socket.socketpair()
        with theirs:
            self.line = Connection(ours.detach())
            try:
                self.child = subprocess.Popen(  # noqa: S603 - our own words
                    [sys.executable, "-c", _CHILD, str(theirs.fileno())],
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    cwd=Path(__file__).parents[2],
                    env={"PYTHONDONTWRITEBYTECODE": "1"},
                    start_new_session=True,
                )
            except OSError as error:
                self.stop()
                raise NoReader(str(error)) from error
        try:
            if self.line.poll(LONGEST_START):
                self.line.recv()
                return self.line
        except (EOFError, ConnectionError):
            pass
        raise NoReader(f"the process that reads mails ended with {self.stop()}")

    def stop(self) -> int:
        """Its exit code; a child that still runs is killed."""
        line, child, self.line, self.child = self.line, self.child, None, None
        if line:
            line.close()
        if not child:
            return 0
        with suppress(subprocess.TimeoutExpired):
            return child.wait(1)  # it ends by itself when its socket closes
        child.kill()
        return child.wait()

    def begin_anew(self) -> None:
        """In a process just forked off: the child stays with the one who started it."""
        self.lock = Lock()
        if self.line:
            self.line.close()
        if self.child:
            self.child.returncode = 0  # not ours to wait for
        self.line = self.child = None


_reader = _Reader()
atexit.register(_reader.stop)
os.register_at_fork(after_in_child=_reader.begin_anew)
