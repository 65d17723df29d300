"""A mail server of our own, on a real port: it can refuse, fall silent, and be stopped and started again."""

import socket
import socketserver
import threading
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast


class _Session(socketserver.StreamRequestHandler):
    """One connection, as RFC 5321 has it."""

    server: "_Server"

    def handle(self) -> None:
        keeper = self.server.keeper
        if keeper.silent:
            keeper.woken.wait()
            return
        self._say("220 ready")
        while line := self.rfile.readline():
            verb, _space, rest = line.decode().strip().partition(" ")
            if verb.upper() == "RCPT":
                address = rest.partition("<")[2].partition(">")[0]
                self._say(keeper.answers.get(address, "250 fine"))
            elif verb.upper() == "DATA":
                self._take(keeper)
            else:
                self._say("221 bye" if verb.upper() == "QUIT" else "250 fine")

    def _take(self, keeper: "SmtpServer") -> None:
        self._say("354 go on")
        lines = list(iter(self.rfile.readline, b".\r\n"))
        keeper.got.append(cast(EmailMessage, message_from_bytes(b"".join(lines), policy=policy.default)))
        keeper.on_mail()
        self._say("250 taken")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    keeper: "SmtpServer"


class SmtpServer:
    """`got` is what it took; `answers` what it says to a recipient; `silent`: it says nothing to anybody."""

    def __init__(self) -> None:
        self.got: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self.on_mail: Callable[[], None] = lambda: None
        self.silent = False
        self.woken = threading.Event()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.start()

    def start(self) -> None:
        self.silent = False
        self._server = _Server(("127.0.0.1", self.port), _Session)
        self._server.keeper = self
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self.woken.set()
        self._server.shutdown()
        self._server.server_close()
