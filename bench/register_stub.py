"""A stand-in for the official register: a real HTTP server with its documented shapes, for demo and tests.

`manage.py address_register_stub` starts it on the demo's own extract. A test sets `mood` to make it slow,
broken or throttled.
"""

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from oss.core.text_search import fold

MOST_HITS, MOST_SUGGESTIONS = 50, 5


class Mood(StrEnum):
    WELL = "well"
    SLOW = "slow"
    """Answers only when the server is closed."""
    TRICKLING = "trickling"
    """Begins to answer, and goes on with a blank at a time until the server is closed."""
    BROKEN = "broken"
    """Status 500."""
    THROTTLED = "throttled"
    """Status 429, with the `retry_after` of the stub."""
    GARBAGE = "garbage"
    """Status 200 with something that is no JSON."""
    CUT = "cut"
    """The connection ends in the middle of the answer."""


@dataclass
class RegisterStub:
    """Serves rows under the register's own column names. Use as a context manager; `url` is its address.

    `removed` are ids that answer 410; `units` and `parcels` belong to a building's or an address's id.
    """

    rows: Iterable[dict[str, str]]
    port: int = 0
    removed: set[str] = field(default_factory=set)
    units: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    parcels: dict[str, list[str]] = field(default_factory=dict)
    mood: Mood = Mood.WELL
    retry_after: str = "120"
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.by_id = {row["adresid"]: row for row in self.rows}
        self.closing = Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> "RegisterStub":
        Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()

    def answer(self, target: str) -> tuple[HTTPStatus, Any]:
        """The status and the content for a path with its query."""
        parts = urlsplit(target)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        for pattern, respond in _ROUTES:
            if found := pattern.fullmatch(unquote(parts.path)):
                return respond(self, query, *found.groups())
        return _problem(HTTPStatus.NOT_FOUND, "Onbestaande bron.")


def _problem(status: HTTPStatus, detail: str) -> tuple[HTTPStatus, Any]:
    kind = status.phrase.lower().replace(" ", "-")
    return status, {
        "type": f"urn:be.vlaanderen.basisregisters.api:{kind}",
        "title": "Er heeft zich een fout voorgedaan!",
        "detail": detail,
        "status": status.value,
    }


def label_of(row: dict[str, str]) -> str:
    box = f" bus {row['busnr']}" if row["busnr"] else ""
    return f"{row['straatnm']} {row['huisnr']}{box}, {row['postcode']} {row['gemeentenm']}"


def _named(text: str) -> dict[str, Any]:
    return {"geografischeNaam": {"spelling": text, "taal": "nl"}}


def _search(stub: RegisterStub, query: dict[str, str]) -> tuple[HTTPStatus, Any]:
    words, limit = fold(query.get("q", "")).split(), min(int(query.get("limit", "10")), MOST_HITS)
    found = [row for row in stub.by_id.values() if set(words) <= set(fold(label_of(row)).split())][:limit]
    return HTTPStatus.OK, {
        "resultaten": [
            {"id": row.get("id", ""), "objectId": row["adresid"], "detail": "", "resultaat": label_of(row)}
            for row in found
        ]
    }


def _suggest(stub: RegisterStub, query: dict[str, str]) -> tuple[HTTPStatus, Any]:
    words = fold(query.get("q", "")).split()
    lines = {
        label_of({**row, "busnr": ""})
        for row in stub.by_id.values()
        if all(word in fold(label_of(row)) for word in words)
    }
    return HTTPStatus.OK, {"SuggestionResult": sorted(lines)[:MOST_SUGGESTIONS]}


def _detail(stub: RegisterStub, query: dict[str, str], register_id: str) -> tuple[HTTPStatus, Any]:
    if register_id in stub.removed:
        return _problem(HTTPStatus.GONE, "Verwijderd adres.")
    row = stub.by_id.get(register_id)
    if row is None:
        return _problem(HTTPStatus.NOT_FOUND, "Onbestaand adres.")
    gml = f"<gml:Point><gml:pos>{row.get('x', '')} {row.get('y', '')}</gml:pos></gml:Point>"
    return HTTPStatus.OK, {
        "@type": "Adres",
        "identificator": {"objectId": register_id, "versieId": row.get("versieid", "")},
        "gemeente": {"objectId": row["gemeenteid"], "gemeentenaam": _named(row["gemeentenm"])},
        "postinfo": {"objectId": row["postcode"]},
        "straatnaam": {"objectId": row["straatnmid"], "straatnaam": _named(row["straatnm"])},
        "huisnummer": row["huisnr"],
        **({"busnummer": row["busnr"]} if row["busnr"] else {}),
        "volledigAdres": _named(label_of(row)),
        "adresPositie": {"geometrie": {"type": "Point", "gml": gml}},
        "adresStatus": row["status"],
        "officieelToegekend": True,
    }


def _units(stub: RegisterStub, query: dict[str, str]) -> tuple[HTTPStatus, Any]:
    units = stub.units.get(query.get("gebouwObjectId", ""), [])
    return HTTPStatus.OK, {
        "gebouweenheden": [{"identificator": {"objectId": unit["objectId"]}} for unit in units]
    }


def _unit(stub: RegisterStub, query: dict[str, str], register_id: str) -> tuple[HTTPStatus, Any]:
    for building, units in stub.units.items():
        for unit in units:
            if unit["objectId"] == register_id:
                return HTTPStatus.OK, {
                    "identificator": {"objectId": register_id},
                    "gebouweenheidStatus": unit.get("status", "gerealiseerd"),
                    "functie": unit.get("functie", "nietGekend"),
                    "gebouw": {"objectId": building},
                }
    return _problem(HTTPStatus.NOT_FOUND, "Onbestaande gebouweenheid.")


def _parcels(stub: RegisterStub, query: dict[str, str]) -> tuple[HTTPStatus, Any]:
    keys = stub.parcels.get(query.get("adresObjectId", ""), [])
    return HTTPStatus.OK, {
        "percelen": [{"capaKey": key.replace("/", "-"), "perceelStatus": "gerealiseerd"} for key in keys]
    }


def _parcel(stub: RegisterStub, query: dict[str, str], capakey: str) -> tuple[HTTPStatus, Any]:
    lines = [
        label_of(stub.by_id[register_id])
        for register_id, keys in stub.parcels.items()
        if capakey in keys and register_id in stub.by_id
    ]
    return HTTPStatus.OK, {"capakey": capakey, "perceelnummer": capakey[6:], "adres": lines}


_ROUTES = (
    (re.compile("/v2/adressen/zoeken"), _search),
    (re.compile("/v2/adressen/([0-9]+)"), _detail),
    (re.compile("/v2/gebouweenheden"), _units),
    (re.compile("/v2/gebouweenheden/([0-9]+)"), _unit),
    (re.compile("/v2/percelen"), _parcels),
    (re.compile("/geolocation/v4/Suggestion"), _suggest),
    (re.compile("/capakey/v2/parcel/(.+)"), _parcel),
)


_FAILURES = {Mood.BROKEN: HTTPStatus.INTERNAL_SERVER_ERROR, Mood.THROTTLED: HTTPStatus.TOO_MANY_REQUESTS}


def _handler(stub: RegisterStub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            stub.asked.append(self.path)
            if stub.mood is Mood.SLOW:
                stub.closing.wait()
                return
            if stub.mood is Mood.TRICKLING:
                self._trickle()
                return
            status, content = stub.answer(self.path)
            body = json.dumps(content).encode()
            if stub.mood is Mood.GARBAGE:
                body = b"<html>maintenance</html>"
            self.send_response(_FAILURES.get(stub.mood, status))
            if stub.mood is Mood.THROTTLED:
                self.send_header("Retry-After", stub.retry_after)
            self.send_header("Content-Type", "application/ld+json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[:3] if stub.mood is Mood.CUT else body)

        def _trickle(self) -> None:
            self.send_response(HTTPStatus.OK)
            self.end_headers()
            with suppress(ConnectionError):  # the client has had enough
                while not stub.closing.wait(0.05):
                    self.wfile.write(b" ")

        def log_message(self, *args: Any) -> None:
            """Nothing: what was asked stands in `asked`."""

    return Handler
