"""The official address register over HTTP, behind one set of functions.

It is asked only for what our own tables lack. Answers are cached; after a failure or a 429 nothing is asked
for a while, so that a page never waits twice for a register that is down.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from http import HTTPStatus
from time import monotonic
from typing import Any, Protocol, TypeVar
from urllib.parse import quote

import requests
import structlog
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.util.retry import Retry

from oss.addresses import register_answers as answers
from oss.addresses.capakey import Capakey
from oss.addresses.register_answers import RegisterAddress, RegisterHit, RegisterUnit, UnreadableAnswerError

log = structlog.get_logger(__name__)
T = TypeVar("T")

CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS = 2, 4, 8
"""For the connection, for the next piece of an answer, and for all of its pieces."""
LARGEST_ANSWER, PIECE = 4 * 1024**2, 64 * 1024  # bytes
KEPT_SECONDS = 24 * 3600
REST_SECONDS, LONGEST_REST_SECONDS = 60, 15 * 60
"""How long nothing is asked after a failure; a Retry-After counts up to the longest."""
_REST_KEY = "addresses:register:rests"


class RegisterUnavailableError(Exception):
    """The register does not answer now, or not as documented; ask again later."""


class UnknownAddressError(Exception):
    """404: the register has never had this."""


class RemovedAddressError(Exception):
    """410: the register had this address and removed it; what hangs on it must be linked again."""


class AddressRegister(Protocol):
    """What we ask of the register. Each may raise RegisterUnavailableError."""

    def suggest(self, text: str) -> list[str]:
        """Lines that complete the text; never with a box."""

    def find(self, text: str) -> list[RegisterHit]:
        """Addresses with these words, at most ten."""

    def get(self, register_id: int) -> RegisterAddress:
        """UnknownAddressError or RemovedAddressError where there is none."""

    def units_of_building(self, building_register_id: int) -> list[RegisterUnit]:
        """All units of a building; its dwellings are those with `is_dwelling`."""

    def parcel_of(self, register_id: int) -> list[Capakey]:
        """The parcels an address lies on."""

    def addresses_on(self, parcel: Capakey) -> list[str]:
        """The addresses on a parcel, as lines."""


def address_register(*, fresh: bool = False) -> AddressRegister | None:
    """The register of the settings; None when this installation works with its own data alone.

    `fresh`: no answer of before counts.
    """
    if not settings.ADDRESS_REGISTER_URL:
        return None
    return HttpRegister(
        settings.ADDRESS_REGISTER_URL, settings.ADDRESS_GEO_URL, settings.ADDRESS_REGISTER_KEY, fresh=fresh
    )


def is_resting() -> bool:
    """The register failed a moment ago: pages work with our own data and say so."""
    return cache.get(_REST_KEY) is not None


def _session() -> requests.Session:
    """Tries twice again where the connection fails or a gateway does; a 429 is never tried at once."""
    retry = Retry(
        total=2,
        backoff_factor=0.2,
        status_forcelist=(HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT),
        allowed_methods=("GET",),
        respect_retry_after_header=False,
        raise_on_status=False,
        read=0,
        redirect=0,
    )
    session = requests.Session()
    for scheme in ("https://", "http://"):
        session.mount(scheme, HTTPAdapter(max_retries=retry))
    return session


@dataclass
class HttpRegister:
    """`base` as `https://api.basisregisters.vlaanderen.be`, `geo` as `https://geo.api.vlaanderen.be`."""

    base: str
    geo: str
    key: str = ""
    read_seconds: float = READ_SECONDS
    whole_seconds: float = WHOLE_SECONDS
    fresh: bool = False
    _http: requests.Session = field(default_factory=_session, repr=False)

    def suggest(self, text: str) -> list[str]:
        return self._ask(
            f"{self.geo}/geolocation/v4/Suggestion", {"q": text, "c": "5"}, answers.read_suggestions
        )

    def find(self, text: str) -> list[RegisterHit]:
        query = {"q": text, "limit": "10", "status": "inGebruik", "resultaatType": "adressen"}
        return self._ask(f"{self.base}/v2/adressen/zoeken", query, answers.read_hits)

    def get(self, register_id: int) -> RegisterAddress:
        return self._ask(f"{self.base}/v2/adressen/{register_id}", {}, answers.read_address)

    def units_of_building(self, building_register_id: int) -> list[RegisterUnit]:
        query = {"gebouwObjectId": str(building_register_id), "limit": "500"}
        ids = self._ask(f"{self.base}/v2/gebouweenheden", query, answers.read_ids)
        return [self._ask(f"{self.base}/v2/gebouweenheden/{one}", {}, answers.read_unit) for one in ids]

    def parcel_of(self, register_id: int) -> list[Capakey]:
        query = {"adresObjectId": str(register_id)}
        return self._ask(f"{self.base}/v2/percelen", query, answers.read_parcels)

    def addresses_on(self, parcel: Capakey) -> list[str]:
        url = f"{self.geo}/capakey/v2/parcel/{quote(str(parcel), safe='/')}"
        return self._ask(url, {}, answers.read_parcel_addresses)

    def _ask(self, url: str, query: dict[str, str], read: Callable[[Any], T]) -> T:
        said = json.dumps([url, query], sort_keys=True)
        key = f"addresses:register:{sha256(said.encode()).hexdigest()}"
        content = None if self.fresh else cache.get(key)
        if content is None:
            content = self._fetch(url, query)
            cache.set(key, content, KEPT_SECONDS)
        try:
            return read(content)
        except UnreadableAnswerError as error:
            cache.delete(key)
            raise self._rest(url, f"unreadable: {error}") from error

    def _fetch(self, url: str, query: dict[str, str]) -> Any:
        if is_resting():
            raise RegisterUnavailableError(f"{url}: resting")
        headers = {"Accept": "application/ld+json", **({"x-api-key": self.key} if self.key else {})}
        try:
            with self._http.get(
                url,
                params=query,
                headers=headers,
                timeout=(CONNECT_SECONDS, self.read_seconds),
                allow_redirects=False,
                stream=True,
            ) as response:
                self._check_status(url, response)
                body = self._read(url, response)
        except (requests.RequestException, HTTPError, OSError) as error:
            raise self._rest(url, type(error).__name__) from error
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as error:
            raise self._rest(url, "not JSON") from error

    def _read(self, url: str, response: requests.Response) -> bytes:
        """Piece by piece: an answer that trickles in keeps nobody waiting."""
        until = monotonic() + self.whole_seconds
        body = b""
        while piece := response.raw.read1(PIECE, decode_content=True):
            body += piece
            if len(body) > LARGEST_ANSWER:
                raise self._rest(url, "too large")
            if monotonic() > until:
                raise self._rest(url, "too slow")
        return body

    def _check_status(self, url: str, response: requests.Response) -> None:
        if response.status_code == HTTPStatus.NOT_FOUND:
            raise UnknownAddressError(url)
        if response.status_code == HTTPStatus.GONE:
            raise RemovedAddressError(url)
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            raise self._rest(url, "throttled", _retry_after(response.headers.get("Retry-After", "")))
        if response.status_code != HTTPStatus.OK:
            raise self._rest(url, f"status {response.status_code}")

    def _rest(self, url: str, why: str, seconds: float = REST_SECONDS) -> RegisterUnavailableError:
        cache.set(_REST_KEY, why, int(min(max(1, seconds), LONGEST_REST_SECONDS)))
        log.warning("address_register_unavailable", url=url, why=why)
        return RegisterUnavailableError(f"{url}: {why}")


def _retry_after(text: str) -> float:
    """Seconds, from seconds or a date."""
    if text.isascii() and text.strip().isdigit():
        return float(text)
    try:
        when: datetime = parsedate_to_datetime(text)
        return (when - timezone.now()).total_seconds()
    except (ValueError, TypeError):
        return REST_SECONDS
