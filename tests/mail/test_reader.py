"""The process that reads mails: what it takes too long over is parked, and it outlives nobody."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from oss.mail import reader
from oss.mail.factories import make_eml
from oss.mail.parse import parse
from oss.mail.parsed import Problem
from oss.mail.reader import NoReader, read_apart
from tests.conftest import ROOT
from tests.mail.conftest import MESSAGES

# a child whose reader has the faults that these mails ask for
FAULTY = """
import os, re
from oss.mail import parse, reader_child
reader_child.MOST_SECONDS = 0.3
well = parse._parse
def badly(raw):
    if b"traag" in raw:
        re.match("(a|a)+$", "a" * 60 + "b")
    if b"groot" in raw:
        bytearray(600 * 1024 * 1024)
    if b"stuk" in raw:
        os.abort()
    return well(raw)
parse._parse = badly
main()
"""


@pytest.fixture(autouse=True)
def _own_child() -> Iterator[None]:
    reader._reader.stop()
    yield
    reader._reader.stop()


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_CHILD", reader._CHILD.replace("\nmain()", FAULTY))


def child() -> int:
    assert reader._reader.child is not None
    return reader._reader.child.pid


def is_running(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_mail_is_read_as_it_would_be_here() -> None:
    raws = [path.read_bytes() for path in sorted(MESSAGES.rglob("*.eml"))]
    assert [read_apart(raw) for raw in raws] == [parse(raw) for raw in raws]


def test_all_mails_are_read_by_one_process() -> None:
    read_apart(make_eml())
    first = child()
    read_apart(make_eml())
    assert child() == first


@pytest.mark.parametrize(
    ("word", "problem"),
    [
        ("traag", Problem.TOO_LONG),
        ("groot", Problem.TOO_MUCH_MEMORY),
        ("stuk", Problem.TOO_MUCH_MEMORY),
    ],
)
@pytest.mark.usefixtures("faulty")
def test_a_mail_over_which_its_reader_ends_says_why_and_the_next_one_is_read(
    word: str, problem: Problem
) -> None:
    assert read_apart(make_eml(subject=word)).problem == problem
    assert read_apart(make_eml(subject="Gewoon")).subject == "Gewoon"


def test_a_reader_that_somebody_killed_is_no_fault_of_the_mail() -> None:
    read_apart(make_eml())
    os.kill(child(), signal.SIGKILL)
    assert read_apart(make_eml(subject="Daarna")).subject == "Daarna"


def test_a_reader_that_cannot_start_is_no_fault_of_the_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_CHILD", "raise SystemExit(4)")
    with pytest.raises(NoReader, match="ended with 4"):
        read_apart(make_eml())


def test_threads_get_each_their_own_mail() -> None:
    wrong: list[str] = []

    def work(who: int) -> None:
        for number in range(20):
            subject = f"{who} {number}"
            if read_apart(make_eml(subject=subject)).subject != subject:
                wrong.append(subject)

    threads = [threading.Thread(target=work, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


WITHOUT_CELERY = reader._CHILD.partition("from oss.mail.reader_child")[0]


def in_another_process(code: str) -> subprocess.Popen[str]:
    head = WITHOUT_CELERY + "import os\nfrom oss.mail.reader import _reader, read_apart\n"
    return subprocess.Popen(
        [sys.executable, "-c", head + code],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_process_forked_off_has_a_reader_of_its_own() -> None:
    code = """
read_apart(b"Subject: een")
before = _reader.child.pid
ours, theirs = os.pipe()
if os.fork() == 0:
    said = read_apart(b"Subject: kind").subject
    other = _reader.child.pid != before
    _reader.stop()
    os.write(theirs, f"{said} {other}".encode())
    os._exit(0)
print(os.read(ours, 100).decode(), read_apart(b"Subject: ouder").subject, flush=True)
print(_reader.child.pid == before)
"""
    out, _nothing = in_another_process(code).communicate()
    assert out.split() == ["kind", "True", "ouder", "True"]


def test_the_reader_ends_with_the_process_that_was_killed() -> None:
    code = "read_apart(b'Subject: een')\nprint(_reader.child.pid, flush=True)\ninput()"
    parent = in_another_process(code)
    assert parent.stdout is not None
    try:
        pid = int(parent.stdout.readline())
        assert is_running(pid)
    finally:
        parent.kill()
        parent.communicate()
    wait_until(lambda: not is_running(pid))


def test_the_reader_knows_no_secret() -> None:
    read_apart(make_eml())
    environment = Path(f"/proc/{child()}/environ").read_text()
    assert "DATABASE_URL" in os.environ
    assert "DATABASE_URL" not in environment
    assert "SECRET" not in environment
